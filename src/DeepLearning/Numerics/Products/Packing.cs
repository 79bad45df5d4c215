using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>Copies a panel of the left operand so that column p of the panel stands at p · height, as a tile reads it.</summary>
/// <remarks>The rows of padding hold anything: what a tile sums from them is not stored.</remarks>
internal static unsafe class Packing<TSimd, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Pack(in Operand<T> source, nint rows, nint columns, T* destination, nint height)
    {
        if (source.RowStride == 1)
        {
            PackColumns(source.Start, source.ColumnStride, rows, columns, destination, height);
        }
        else
        {
            Transposition<T>.Copy(source.Start, source.RowStride, destination, height, rows, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackColumns(T* source, nint stride, nint rows, nint columns, T* destination, nint height)
    {
        // Whole vectors may be read past a column's last row as long as they end inside the last column.
        var end = source + ((columns - 1) * stride) + rows;
        nint p = 0;
        for (; p < columns && source + height <= end; p++)
        {
            for (nint i = 0; i < height; i += TSimd.Width)
            {
                TSimd.Store(TSimd.Load(source + i), destination + i);
            }

            source += stride;
            destination += height;
        }

        for (; p < columns; p++)
        {
            for (nint i = 0; i < rows; i++)
            {
                destination[i] = source[i];
            }

            source += stride;
            destination += height;
        }
    }
}
