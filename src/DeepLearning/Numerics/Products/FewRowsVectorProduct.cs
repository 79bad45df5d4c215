using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>The product of a matrix of few rows, which fill one or two vectors, and many columns with one column.</summary>
/// <remarks>
/// Each row's sum is one multiply-add after another, of which a processor could do many at a time. So the blocks of k, which every
/// product sums apart, are summed side by side, and added in their order.
/// </remarks>
internal static unsafe class FewRowsVectorProduct<TSimd, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Blocks of k side by side.</summary>
    private const int Together = 4;

    public static bool Suits(in ProductTask<T> task) =>
        task.N == 1 && task.A.RowStride == 1 && task.C.RowStride == 1 && task.D.RowStride == 1
        && task.M >= TSimd.Width && task.M <= 2 * TSimd.Width && task.K > SummationBlocks<T>.Most;

    [SkipLocalsInit]
    public static void Run(in ProductTask<T> task)
    {
        nint length = SummationBlocks<T>.Length(task.K);
        nint height = 2 * TSimd.Width;
        var sums = stackalloc T[Together * 2 * TSimd.Width];
        var (beta, d) = (task.Beta, task.D);
        for (nint p = 0; p < task.K; p += Together * length)
        {
            var blocks = Math.Min(Together, (task.K - p + length - 1) / length);
            if (p + (Together * length) <= task.K)
            {
                SumTogether(task, p, length, sums);
            }
            else
            {
                for (nint block = 0; block < blocks; block++)
                {
                    var first = p + (block * length);
                    Sum(task, first, Math.Min(length, task.K - first), sums + (block * height));
                }
            }

            for (nint block = 0; block < blocks; block++)
            {
                TileStore<T>.StoreRun<TSimd, TVector>(sums + (block * height), task.C.Start, d.Start, task.M, task.Alpha, beta);
                (beta, d) = (T.One, task.C);
            }
        }
    }

    /// <summary>The sums of one block: a vector of the first rows, and one of the last, which may share some with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(in ProductTask<T> task, nint p, nint k, T* sums)
    {
        var a = task.A.At(0, p);
        var b = task.B.At(p, 0);
        var (stepA, stepB, last) = (task.A.ColumnStride, task.B.RowStride, task.M - TSimd.Width);
        TVector top = default;
        TVector bottom = default;
        for (nint i = 0; i < k; i++)
        {
            var factor = TSimd.Broadcast(*b);
            top = TSimd.MultiplyAdd(TSimd.Load(a), factor, top);
            bottom = TSimd.MultiplyAdd(TSimd.Load(a + last), factor, bottom);
            a += stepA;
            b += stepB;
        }

        TSimd.Store(top, sums);
        TSimd.Store(bottom, sums + last);
    }

    /// <summary>The sums of four blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumTogether(in ProductTask<T> task, nint p, nint k, T* sums)
    {
        var a = task.A.At(0, p);
        var b = task.B.At(p, 0);
        var (stepA, stepB, last) = (task.A.ColumnStride, task.B.RowStride, task.M - TSimd.Width);
        var (blockA, blockB) = (k * stepA, k * stepB);
        TVector top0 = default, top1 = default, top2 = default, top3 = default;
        TVector bottom0 = default, bottom1 = default, bottom2 = default, bottom3 = default;
        for (nint i = 0; i < k; i++)
        {
            var end = a + last;
            var factor = TSimd.Broadcast(*b);
            top0 = TSimd.MultiplyAdd(TSimd.Load(a), factor, top0);
            bottom0 = TSimd.MultiplyAdd(TSimd.Load(end), factor, bottom0);
            factor = TSimd.Broadcast(b[blockB]);
            top1 = TSimd.MultiplyAdd(TSimd.Load(a + blockA), factor, top1);
            bottom1 = TSimd.MultiplyAdd(TSimd.Load(end + blockA), factor, bottom1);
            factor = TSimd.Broadcast(b[2 * blockB]);
            top2 = TSimd.MultiplyAdd(TSimd.Load(a + (2 * blockA)), factor, top2);
            bottom2 = TSimd.MultiplyAdd(TSimd.Load(end + (2 * blockA)), factor, bottom2);
            factor = TSimd.Broadcast(b[3 * blockB]);
            top3 = TSimd.MultiplyAdd(TSimd.Load(a + (3 * blockA)), factor, top3);
            bottom3 = TSimd.MultiplyAdd(TSimd.Load(end + (3 * blockA)), factor, bottom3);
            a += stepA;
            b += stepB;
        }

        var height = 2 * TSimd.Width;
        TSimd.Store(top0, sums);
        TSimd.Store(bottom0, sums + last);
        TSimd.Store(top1, sums + height);
        TSimd.Store(bottom1, sums + height + last);
        TSimd.Store(top2, sums + (2 * height));
        TSimd.Store(bottom2, sums + (2 * height) + last);
        TSimd.Store(top3, sums + (3 * height));
        TSimd.Store(bottom3, sums + (3 * height) + last);
    }
}
