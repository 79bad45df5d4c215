using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>
/// The product of a matrix, whose columns are contiguous and long, with one column: a sum of its columns, each multiplied by one factor.
/// </summary>
/// <remarks>
/// A tile would read few rows of all columns, each from another page of memory. Here some kilobytes of a column are read at once, and their
/// sums wait in the first cache; every sum takes the same multiply-adds in the same order.
/// </remarks>
internal static unsafe class MatrixVectorProduct<TSimd, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Bytes of a column that are read at once.</summary>
    private const int Piece = 16384;

    /// <summary>Columns that are added at once, so that a sum is loaded and stored once for all of them.</summary>
    private const int Together = 8; 

    /// <summary>
    /// Bytes of a column from which on its sums are better held in the first cache than in registers, a few rows at a time; where a
    /// column is no whole vectors they always are, since its last vector need not be copied.
    /// </summary>
    private const int Long = 1024;

    public static bool Suits(in ProductTask<T> task) =>
        task.N == 1 && task.A.RowStride == 1 && task.C.RowStride == 1 && task.D.RowStride == 1 && task.M >= TSimd.Width
        && ((nint)task.M * sizeof(T) >= Long || task.M % TSimd.Width != 0);

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in ProductTask<T> task)
    {
        nint most = Piece / sizeof(T);
        var pieces = (task.M + most - 1) / most;
        var length = SummationBlocks<T>.Length(task.K);
        var sums = stackalloc T[Piece / sizeof(T)];
        for (nint piece = 0; piece < pieces; piece++)
        {
            var row = task.M * piece / pieces;
            var rows = (task.M * (piece + 1) / pieces) - row;
            var beta = task.Beta;
            var c = task.C.At(row, 0);
            var d = task.D.At(row, 0);
            for (nint p = 0; p < task.K || p == 0; p += length)
            {
                new Span<T>(sums, (int)rows).Clear();
                Add(task.A.At(row, p), task.A.ColumnStride, task.B.At(p, 0), task.B.RowStride, rows, Math.Min(length, task.K - p), sums);
                TileStore<T>.StoreRun<TSimd, TVector>(sums, c, d, rows, task.Alpha, beta);
                beta = T.One;
                d = c;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(T* a, nint strideA, T* b, nint stepB, nint rows, nint k, T* sums)
    {
        for (; k >= Together; k -= Together)
        {
            var f0 = TSimd.Broadcast(*b);
            var f1 = TSimd.Broadcast(b[stepB]);
            var f2 = TSimd.Broadcast(b[2 * stepB]);
            var f3 = TSimd.Broadcast(b[3 * stepB]);
            var f4 = TSimd.Broadcast(b[4 * stepB]);
            var f5 = TSimd.Broadcast(b[5 * stepB]);
            var f6 = TSimd.Broadcast(b[6 * stepB]);
            var f7 = TSimd.Broadcast(b[7 * stepB]);
            var a1 = a + strideA;
            var a2 = a1 + strideA;
            var a3 = a2 + strideA;
            var a4 = a3 + strideA;
            var a5 = a4 + strideA;
            var a6 = a5 + strideA;
            var a7 = a6 + strideA;

            // The last vector ends where the column ends: what it shares with the one before is summed twice, from the same sums.
            var last = rows - TSimd.Width;
            var end = Sum(last);
            for (nint i = 0; i < last; i += TSimd.Width)
            {
                TSimd.Store(Sum(i), sums + i);
            }

            TSimd.Store(end, sums + last);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            TVector Sum(nint i)
            {
                var sum = TSimd.MultiplyAdd(TSimd.Load(a + i), f0, TSimd.Load(sums + i));
                sum = TSimd.MultiplyAdd(TSimd.Load(a1 + i), f1, sum);
                sum = TSimd.MultiplyAdd(TSimd.Load(a2 + i), f2, sum);
                sum = TSimd.MultiplyAdd(TSimd.Load(a3 + i), f3, sum);
                sum = TSimd.MultiplyAdd(TSimd.Load(a4 + i), f4, sum);
                sum = TSimd.MultiplyAdd(TSimd.Load(a5 + i), f5, sum);
                sum = TSimd.MultiplyAdd(TSimd.Load(a6 + i), f6, sum);
                return TSimd.MultiplyAdd(TSimd.Load(a7 + i), f7, sum);
            }

            a = a7 + strideA;
            b += Together * stepB;
        }

        for (; k > 0; k--)
        {
            var factor = TSimd.Broadcast(*b);
            var last = rows - TSimd.Width;
            var end = TSimd.MultiplyAdd(TSimd.Load(a + last), factor, TSimd.Load(sums + last));
            for (nint i = 0; i < last; i += TSimd.Width)
            {
                TSimd.Store(TSimd.MultiplyAdd(TSimd.Load(a + i), factor, TSimd.Load(sums + i)), sums + i);
            }

            TSimd.Store(end, sums + last);

            a += strideA;
            b += stepB;
        }
    }
}
