using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace DeepLearning.Numerics;

/// <summary>The product of one row with a matrix whose columns are contiguous: a dot product with each column.</summary>
/// <remarks>
/// Its elements are summed as those of every product are, one multiply-add after another, so several columns are summed side by side: the
/// processor does several multiply-adds while one is under way. Columns beyond the caches are read at the speed of memory, because each is
/// read from its beginning to its end, and announced before it is.
/// </remarks>
internal static unsafe class VectorMatrixProduct<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Columns = 8;
    private const int Line = 64;

    /// <summary>Bytes from what is read to what is announced: far enough for memory to answer in time.</summary>
    private const int Ahead = 1024;

    /// <summary>
    /// Bytes of a column from which on it is not copied to where columns lie side by side, which is faster while the copy stays in the
    /// caches.
    /// </summary>
    private const int Long = 8192;

    /// <summary>Whether the product is one of a row with contiguous columns that are long, or too few for a vector of this width.</summary>
    public static bool Suits(in ProductTask<T> task, int width) => task.M == 1 && task.B.RowStride == 1
        && ((nint)task.K * sizeof(T) >= Long || task.N < width);

    public static void Run(in ProductTask<T> task)
    {
        var length = SummationBlocks<T>.Length(task.K);
        var sums = stackalloc T[Columns];
        for (nint column = 0; column < task.N; column += Columns)
        {
            var columns = (int)Math.Min(Columns, task.N - column);
            for (nint p = 0; p < task.K || p == 0; p += length)
            {
                Sum(
                    task.A.At(0, p), task.A.ColumnStride, task.B.At(p, column), task.B.ColumnStride, columns, Math.Min(length, task.K - p),
                    sums);
                Store(task, p == 0, column, columns, sums);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(T* a, nint stepA, T* b, nint strideB, nint columns, nint k, T* sums)
    {
        // The columns that are missing are read as the last one again.
        var last = columns - 1;
        var b1 = b + (Math.Min(1, last) * strideB);
        var b2 = b + (Math.Min(2, last) * strideB);
        var b3 = b + (Math.Min(3, last) * strideB);
        var b4 = b + (Math.Min(4, last) * strideB);
        var b5 = b + (Math.Min(5, last) * strideB);
        var b6 = b + (Math.Min(6, last) * strideB);
        var b7 = b + (Math.Min(7, last) * strideB);
        var (c0, c1, c2, c3, c4, c5, c6, c7) = (T.Zero, T.Zero, T.Zero, T.Zero, T.Zero, T.Zero, T.Zero, T.Zero);
        for (nint p = 0; p < k;)
        {
            if (Sse.IsSupported)
            {
                Sse.Prefetch1((byte*)(b + p) + Ahead);
                Sse.Prefetch1((byte*)(b1 + p) + Ahead);
                Sse.Prefetch1((byte*)(b2 + p) + Ahead);
                Sse.Prefetch1((byte*)(b3 + p) + Ahead);
                Sse.Prefetch1((byte*)(b4 + p) + Ahead);
                Sse.Prefetch1((byte*)(b5 + p) + Ahead);
                Sse.Prefetch1((byte*)(b6 + p) + Ahead);
                Sse.Prefetch1((byte*)(b7 + p) + Ahead);
            }

            for (var end = Math.Min(k, p + (Line / sizeof(T))); p < end; p++)
            {
                var factor = *a;
                c0 = SimdScalar<T>.MultiplyAdd(factor, b[p], c0);
                c1 = SimdScalar<T>.MultiplyAdd(factor, b1[p], c1);
                c2 = SimdScalar<T>.MultiplyAdd(factor, b2[p], c2);
                c3 = SimdScalar<T>.MultiplyAdd(factor, b3[p], c3);
                c4 = SimdScalar<T>.MultiplyAdd(factor, b4[p], c4);
                c5 = SimdScalar<T>.MultiplyAdd(factor, b5[p], c5);
                c6 = SimdScalar<T>.MultiplyAdd(factor, b6[p], c6);
                c7 = SimdScalar<T>.MultiplyAdd(factor, b7[p], c7);
                a += stepA;
            }
        }

        (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7]) = (c0, c1, c2, c3, c4, c5, c6, c7);
    }

    private static void Store(in ProductTask<T> task, bool isFirst, nint column, nint columns, T* sums)
    {
        var beta = isFirst ? task.Beta : T.One;
        for (nint j = 0; j < columns; j++)
        {
            var c = task.C.At(0, column + j);
            var d = isFirst ? task.D.At(0, column + j) : c;
            *c = TileStore<T>.Scaled<SimdScalar<T>, T>(sums + j, d, task.Alpha, beta);
        }
    }
}
