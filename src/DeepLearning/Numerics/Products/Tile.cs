using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>
/// The innermost loops of the product: a tile of C, one to four vectors high and up to eight, four or one columns wide, is summed
/// over k in registers, one multiply-add after another, and then scaled and stored.
/// </summary>
/// <remarks>
/// <para>
/// Column p of the left operand is read at <c>a[p · stepA]</c> with the tile's full height. The right operand may have any
/// strides, so one that is transposed is the same to the tile. The columns that are missing in a narrower tile are read as
/// the last one again, and not stored.
/// </para>
/// <para>
/// The local variables are spelled out because an array of accumulators would live in memory, and so are both ends of a tile: a method that
/// asks for each column whether β is 0 takes up to a fifth from small products.
/// </para>
/// </remarks>
internal static unsafe class Tile<TColumn, TSimd, TVector, T>
    where TColumn : unmanaged, IColumn<TColumn, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A tile of up to eight columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply8(nint k, T* a, nint stepA, in Operand<T> b, nint columns, in TileTarget<T> target)
    {
        var stepB = b.RowStride;
        var strideB = b.ColumnStride;
        var last = columns - 1;
        var b0 = b.Start;
        var b1 = b0 + (Math.Min(1, last) * strideB);
        var b2 = b0 + (Math.Min(2, last) * strideB);
        var b3 = b0 + (Math.Min(3, last) * strideB);
        var b4 = b0 + (Math.Min(4, last) * strideB);
        var b5 = b0 + (Math.Min(5, last) * strideB);
        var b6 = b0 + (Math.Min(6, last) * strideB);
        var b7 = b0 + (Math.Min(7, last) * strideB);
        TColumn c0 = default;
        TColumn c1 = default;
        TColumn c2 = default;
        TColumn c3 = default;
        TColumn c4 = default;
        TColumn c5 = default;
        TColumn c6 = default;
        TColumn c7 = default;
        for (nint p = 0, q = 0; p < k; p++)
        {
            var column = TColumn.Load(a);
            c0 = TColumn.MultiplyAdd(column, TSimd.Broadcast(b0[q]), c0);
            c1 = TColumn.MultiplyAdd(column, TSimd.Broadcast(b1[q]), c1);
            c2 = TColumn.MultiplyAdd(column, TSimd.Broadcast(b2[q]), c2);
            c3 = TColumn.MultiplyAdd(column, TSimd.Broadcast(b3[q]), c3);
            c4 = TColumn.MultiplyAdd(column, TSimd.Broadcast(b4[q]), c4);
            c5 = TColumn.MultiplyAdd(column, TSimd.Broadcast(b5[q]), c5);
            c6 = TColumn.MultiplyAdd(column, TSimd.Broadcast(b6[q]), c6);
            c7 = TColumn.MultiplyAdd(column, TSimd.Broadcast(b7[q]), c7);
            a += stepA;
            q += stepB;
        }

        var alpha = TSimd.Broadcast(target.Alpha);
        var c = target.C;
        var strideC = target.StrideC;
        if (T.IsZero(target.Beta))
        {
            TColumn.Store(TColumn.Multiply(c0, alpha), c);
            TColumn.Store(TColumn.Multiply(c1, alpha), c + strideC);
            TColumn.Store(TColumn.Multiply(c2, alpha), c + (2 * strideC));
            TColumn.Store(TColumn.Multiply(c3, alpha), c + (3 * strideC));
            TColumn.Store(TColumn.Multiply(c4, alpha), c + (4 * strideC));
            if (columns == 5)
            {
                return;
            }

            TColumn.Store(TColumn.Multiply(c5, alpha), c + (5 * strideC));
            if (columns == 6)
            {
                return;
            }

            TColumn.Store(TColumn.Multiply(c6, alpha), c + (6 * strideC));
            if (columns == 7)
            {
                return;
            }

            TColumn.Store(TColumn.Multiply(c7, alpha), c + (7 * strideC));
            return;
        }

        var beta = TSimd.Broadcast(target.Beta);
        var d = target.D;
        var strideD = target.StrideD;
        TColumn.Store(TColumn.MultiplyAdd(c0, alpha, TColumn.Multiply(TColumn.Load(d), beta)), c);
        TColumn.Store(TColumn.MultiplyAdd(c1, alpha, TColumn.Multiply(TColumn.Load(d + strideD), beta)), c + strideC);
        TColumn.Store(TColumn.MultiplyAdd(c2, alpha, TColumn.Multiply(TColumn.Load(d + (2 * strideD)), beta)), c + (2 * strideC));
        TColumn.Store(TColumn.MultiplyAdd(c3, alpha, TColumn.Multiply(TColumn.Load(d + (3 * strideD)), beta)), c + (3 * strideC));
        TColumn.Store(TColumn.MultiplyAdd(c4, alpha, TColumn.Multiply(TColumn.Load(d + (4 * strideD)), beta)), c + (4 * strideC));
        if (columns == 5)
        {
            return;
        }

        TColumn.Store(TColumn.MultiplyAdd(c5, alpha, TColumn.Multiply(TColumn.Load(d + (5 * strideD)), beta)), c + (5 * strideC));
        if (columns == 6)
        {
            return;
        }

        TColumn.Store(TColumn.MultiplyAdd(c6, alpha, TColumn.Multiply(TColumn.Load(d + (6 * strideD)), beta)), c + (6 * strideC));
        if (columns == 7)
        {
            return;
        }

        TColumn.Store(TColumn.MultiplyAdd(c7, alpha, TColumn.Multiply(TColumn.Load(d + (7 * strideD)), beta)), c + (7 * strideC));
    }

    /// <summary>A tile of up to four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply4(nint k, T* a, nint stepA, in Operand<T> b, nint columns, in TileTarget<T> target)
    {
        var stepB = b.RowStride;
        var strideB = b.ColumnStride;
        var last = columns - 1;
        var b0 = b.Start;
        var b1 = b0 + (Math.Min(1, last) * strideB);
        var b2 = b0 + (Math.Min(2, last) * strideB);
        var b3 = b0 + (Math.Min(3, last) * strideB);
        TColumn c0 = default;
        TColumn c1 = default;
        TColumn c2 = default;
        TColumn c3 = default;
        for (nint p = 0, q = 0; p < k; p++)
        {
            var column = TColumn.Load(a);
            c0 = TColumn.MultiplyAdd(column, TSimd.Broadcast(b0[q]), c0);
            c1 = TColumn.MultiplyAdd(column, TSimd.Broadcast(b1[q]), c1);
            c2 = TColumn.MultiplyAdd(column, TSimd.Broadcast(b2[q]), c2);
            c3 = TColumn.MultiplyAdd(column, TSimd.Broadcast(b3[q]), c3);
            a += stepA;
            q += stepB;
        }

        var alpha = TSimd.Broadcast(target.Alpha);
        var c = target.C;
        var strideC = target.StrideC;
        if (T.IsZero(target.Beta))
        {
            TColumn.Store(TColumn.Multiply(c0, alpha), c);
            TColumn.Store(TColumn.Multiply(c1, alpha), c + strideC);
            if (columns == 2)
            {
                return;
            }

            TColumn.Store(TColumn.Multiply(c2, alpha), c + (2 * strideC));
            if (columns == 3)
            {
                return;
            }

            TColumn.Store(TColumn.Multiply(c3, alpha), c + (3 * strideC));
            return;
        }

        var beta = TSimd.Broadcast(target.Beta);
        var d = target.D;
        var strideD = target.StrideD;
        TColumn.Store(TColumn.MultiplyAdd(c0, alpha, TColumn.Multiply(TColumn.Load(d), beta)), c);
        TColumn.Store(TColumn.MultiplyAdd(c1, alpha, TColumn.Multiply(TColumn.Load(d + strideD), beta)), c + strideC);
        if (columns == 2)
        {
            return;
        }

        TColumn.Store(TColumn.MultiplyAdd(c2, alpha, TColumn.Multiply(TColumn.Load(d + (2 * strideD)), beta)), c + (2 * strideC));
        if (columns == 3)
        {
            return;
        }

        TColumn.Store(TColumn.MultiplyAdd(c3, alpha, TColumn.Multiply(TColumn.Load(d + (3 * strideD)), beta)), c + (3 * strideC));
    }

    /// <summary>A tile of up to one column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply1(nint k, T* a, nint stepA, in Operand<T> b, in TileTarget<T> target)
    {
        var stepB = b.RowStride;
        var b0 = b.Start;
        TColumn c0 = default;
        for (nint p = 0, q = 0; p < k; p++)
        {
            var column = TColumn.Load(a);
            c0 = TColumn.MultiplyAdd(column, TSimd.Broadcast(b0[q]), c0);
            a += stepA;
            q += stepB;
        }

        var alpha = TSimd.Broadcast(target.Alpha);
        var c = target.C;
        if (T.IsZero(target.Beta))
        {
            TColumn.Store(TColumn.Multiply(c0, alpha), c);
            return;
        }

        var beta = TSimd.Broadcast(target.Beta);
        var d = target.D;
        TColumn.Store(TColumn.MultiplyAdd(c0, alpha, TColumn.Multiply(TColumn.Load(d), beta)), c);
    }
}
