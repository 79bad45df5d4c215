using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>A column of eight vectors.</summary>
internal readonly struct Column8<TSimd, TVector, T> : IColumn<Column8<TSimd, TVector, T>, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TVector v0;
    private readonly TVector v1;
    private readonly TVector v2;
    private readonly TVector v3;
    private readonly TVector v4;
    private readonly TVector v5;
    private readonly TVector v6;
    private readonly TVector v7;

    private Column8(TVector v0, TVector v1, TVector v2, TVector v3, TVector v4, TVector v5, TVector v6, TVector v7)
    {
        this.v0 = v0;
        this.v1 = v1;
        this.v2 = v2;
        this.v3 = v3;
        this.v4 = v4;
        this.v5 = v5;
        this.v6 = v6;
        this.v7 = v7;
    }

    public static int Height => 8 * TSimd.Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Column8<TSimd, TVector, T> Load(T* source) => new(
        TSimd.Load(source),
        TSimd.Load(source + TSimd.Width),
        TSimd.Load(source + (2 * TSimd.Width)),
        TSimd.Load(source + (3 * TSimd.Width)),
        TSimd.Load(source + (4 * TSimd.Width)),
        TSimd.Load(source + (5 * TSimd.Width)),
        TSimd.Load(source + (6 * TSimd.Width)),
        TSimd.Load(source + (7 * TSimd.Width)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Column8<TSimd, TVector, T> column, T* destination)
    {
        TSimd.Store(column.v0, destination);
        TSimd.Store(column.v1, destination + TSimd.Width);
        TSimd.Store(column.v2, destination + (2 * TSimd.Width));
        TSimd.Store(column.v3, destination + (3 * TSimd.Width));
        TSimd.Store(column.v4, destination + (4 * TSimd.Width));
        TSimd.Store(column.v5, destination + (5 * TSimd.Width));
        TSimd.Store(column.v6, destination + (6 * TSimd.Width));
        TSimd.Store(column.v7, destination + (7 * TSimd.Width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Column8<TSimd, TVector, T> Multiply(Column8<TSimd, TVector, T> column, TVector factor) => new(
        TSimd.Multiply(column.v0, factor),
        TSimd.Multiply(column.v1, factor),
        TSimd.Multiply(column.v2, factor),
        TSimd.Multiply(column.v3, factor),
        TSimd.Multiply(column.v4, factor),
        TSimd.Multiply(column.v5, factor),
        TSimd.Multiply(column.v6, factor),
        TSimd.Multiply(column.v7, factor));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Column8<TSimd, TVector, T> MultiplyAdd(
        Column8<TSimd, TVector, T> column, TVector factor, Column8<TSimd, TVector, T> sum) => new(
        TSimd.MultiplyAdd(column.v0, factor, sum.v0),
        TSimd.MultiplyAdd(column.v1, factor, sum.v1),
        TSimd.MultiplyAdd(column.v2, factor, sum.v2),
        TSimd.MultiplyAdd(column.v3, factor, sum.v3),
        TSimd.MultiplyAdd(column.v4, factor, sum.v4),
        TSimd.MultiplyAdd(column.v5, factor, sum.v5),
        TSimd.MultiplyAdd(column.v6, factor, sum.v6),
        TSimd.MultiplyAdd(column.v7, factor, sum.v7));
}
