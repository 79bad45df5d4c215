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
    private const int Piece = 8192;

    /// <summary>Columns that are added at once, so that a sum is loaded and stored once for all of them.</summary>
    private const int Together = 8;

    public static bool Suits(in ProductTask<T> task) =>
        task.N == 1 && task.A.RowStride == 1 && task.C.RowStride == 1 && task.D.RowStride == 1
        && (nint)task.M * sizeof(T) >= Piece / 2;

    /// <summary>Computes the rows that fill vectors, and returns their number.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run(in ProductTask<T> task)
    {
        var all = task.M / TSimd.Width * TSimd.Width;
        var most = Piece / sizeof(T);
        var length = SummationBlocks<T>.Length(task.K);
        var sums = stackalloc T[most];
        for (nint row = 0; row < all; row += most)
        {
            var rows = Math.Min(most, all - row);
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

        return all;
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
            for (nint i = 0; i < rows; i += TSimd.Width)
            {
                var sum = TSimd.MultiplyAdd(TSimd.Load(a + i), f0, TSimd.Load(sums + i));
                sum = TSimd.MultiplyAdd(TSimd.Load(a1 + i), f1, sum);
                sum = TSimd.MultiplyAdd(TSimd.Load(a2 + i), f2, sum);
                sum = TSimd.MultiplyAdd(TSimd.Load(a3 + i), f3, sum);
                sum = TSimd.MultiplyAdd(TSimd.Load(a4 + i), f4, sum);
                sum = TSimd.MultiplyAdd(TSimd.Load(a5 + i), f5, sum);
                sum = TSimd.MultiplyAdd(TSimd.Load(a6 + i), f6, sum);
                sum = TSimd.MultiplyAdd(TSimd.Load(a7 + i), f7, sum);
                TSimd.Store(sum, sums + i);
            }

            a = a7 + strideA;
            b += Together * stepB;
        }

        for (; k > 0; k--)
        {
            var factor = TSimd.Broadcast(*b);
            for (nint i = 0; i < rows; i += TSimd.Width)
            {
                TSimd.Store(TSimd.MultiplyAdd(TSimd.Load(a + i), factor, TSimd.Load(sums + i)), sums + i);
            }

            a += strideA;
            b += stepB;
        }
    }
}
