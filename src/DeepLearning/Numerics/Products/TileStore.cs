using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepLearning.Numerics;

/// <summary>Stores the tiles that do not fit C as they are: at its edges, and those of a product computed as its transpose.</summary>
internal static unsafe class TileStore<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// C = alpha · sum + beta · D for a tile of plain sums, rounded exactly as in <see cref="Tile{TColumn, TSimd, TVector, T}"/>.
    /// </summary>
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRun(T* sums, T* c, T* d, nint length, T alpha, T beta)
    {
        if (Vector256.IsHardwareAccelerated && length >= Vector256<T>.Count)
        {
            StoreRun<Simd256<T>, Vector256<T>>(sums, c, d, length, alpha, beta);
        }
        else if (SimdFma<T>.IsSupported && length >= Vector256<T>.Count)
        {
            StoreRun<SimdFma<T>, Vector256<T>>(sums, c, d, length, alpha, beta);
        }
        else if (Vector128.IsHardwareAccelerated && length >= Vector128<T>.Count)
        {
            StoreRun<Simd128<T>, Vector128<T>>(sums, c, d, length, alpha, beta);
        }
        else
        {
            StoreRun<SimdScalar<T>, T>(sums, c, d, length, alpha, beta);
        }
    }

    /// <summary>
    /// A run of at least one vector. The last vector ends where the run ends: what it shares with the one before is stored twice.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRun<TSimd, TVector>(T* sums, T* c, T* d, nint length, T alpha, T beta)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
    {
        // Computed before anything is stored, since D may be C.
        var last = length - TSimd.Width;
        var end = Scaled<TSimd, TVector>(sums + last, d + last, alpha, beta);
        for (nint i = 0; i < last; i += TSimd.Width)
        {
            TSimd.Store(Scaled<TSimd, TVector>(sums + i, d + i, alpha, beta), c + i);
        }

        TSimd.Store(end, c + last);
    }

    /// <summary>alpha · sum + beta · D, where D is not read when beta is 0: it may hold anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Scaled<TSimd, TVector>(T* sums, T* d, T alpha, T beta)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged => T.IsZero(beta)
        ? TSimd.Multiply(TSimd.Load(sums), TSimd.Broadcast(alpha))
        : TSimd.MultiplyAdd(TSimd.Load(sums), TSimd.Broadcast(alpha), TSimd.Multiply(TSimd.Load(d), TSimd.Broadcast(beta)));
}
