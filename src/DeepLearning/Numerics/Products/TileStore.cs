using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepLearning.Numerics;

/// <summary>Stores the tiles that do not fit C as they are: at its edges, and those of a product computed as its transpose.</summary>
internal static unsafe class TileStore<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>C = alpha · sum + beta · D for a tile of plain sums, rounded exactly as in <see cref="Tile{TColumn, TSimd, TVector, T}"/>.</summary>
    /// <param name="task">The product; the rows or the columns of its C are contiguous.</param>
    /// <param name="row">The tile's first row.</param>
    /// <param name="column">The tile's first column.</param>
    /// <param name="rows">The number of its rows that exist.</param>
    /// <param name="columns">The number of its columns that exist.</param>
    /// <param name="sums">The sums, column after column.</param>
    /// <param name="height">The distance between two columns of sums.</param>
    /// <param name="transposed">Room for as many elements again.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(in ProductTask<T> task, int row, int column, int rows, int columns, T* sums, nint height, T* transposed)
    {
        var c = task.C.At(row, column);
        var d = task.D.At(row, column);
        if (task.C.RowStride == 1 && task.D.RowStride == 1)
        {
            for (nint j = 0; j < columns; j++)
            {
                StoreRun(sums + (j * height), c + (j * task.C.ColumnStride), d + (j * task.D.ColumnStride), rows, task.Alpha, task.Beta);
            }

            return;
        }

        Transposition<T>.Copy(sums, height, transposed, columns, columns, rows);
        for (nint i = 0; i < rows; i++)
        {
            StoreRun(transposed + (i * columns), c + (i * task.C.RowStride), d + (i * task.D.RowStride), columns, task.Alpha, task.Beta);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StoreRun(T* sums, T* c, T* d, nint length, T alpha, T beta)
    {
        nint i = 0;
        if (T.IsZero(beta))
        {
            if (Vector128.IsHardwareAccelerated)
            {
                for (; i + Vector128<T>.Count <= length; i += Vector128<T>.Count)
                {
                    (Vector128.Load(sums + i) * alpha).Store(c + i);
                }
            }

            for (; i < length; i++)
            {
                c[i] = sums[i] * alpha;
            }

            return;
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; i + Vector128<T>.Count <= length; i += Vector128<T>.Count)
            {
                Simd128<T>.MultiplyAdd(Vector128.Load(sums + i), Vector128.Create(alpha), Vector128.Load(d + i) * beta).Store(c + i);
            }
        }

        for (; i < length; i++)
        {
            c[i] = SimdScalar<T>.MultiplyAdd(sums[i], alpha, d[i] * beta);
        }
    }
}
