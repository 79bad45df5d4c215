using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>A column of three vectors.</summary>
internal readonly struct Column3<TSimd, TVector, T> : IColumn<Column3<TSimd, TVector, T>, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TVector v0;
    private readonly TVector v1;
    private readonly TVector v2;

    private Column3(TVector v0, TVector v1, TVector v2)
    {
        this.v0 = v0;
        this.v1 = v1;
        this.v2 = v2;
    }

    public static int Height => 3 * TSimd.Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Column3<TSimd, TVector, T> Load(T* source) => new(
        TSimd.Load(source),
        TSimd.Load(source + TSimd.Width),
        TSimd.Load(source + (2 * TSimd.Width)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Column3<TSimd, TVector, T> column, T* destination)
    {
        TSimd.Store(column.v0, destination);
        TSimd.Store(column.v1, destination + TSimd.Width);
        TSimd.Store(column.v2, destination + (2 * TSimd.Width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Column3<TSimd, TVector, T> Multiply(Column3<TSimd, TVector, T> column, TVector factor) => new(
        TSimd.Multiply(column.v0, factor),
        TSimd.Multiply(column.v1, factor),
        TSimd.Multiply(column.v2, factor));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Column3<TSimd, TVector, T> MultiplyAdd(
        Column3<TSimd, TVector, T> column, TVector factor, Column3<TSimd, TVector, T> sum) => new(
        TSimd.MultiplyAdd(column.v0, factor, sum.v0),
        TSimd.MultiplyAdd(column.v1, factor, sum.v1),
        TSimd.MultiplyAdd(column.v2, factor, sum.v2));
}
