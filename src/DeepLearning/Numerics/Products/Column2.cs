using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>A column of two vectors.</summary>
internal readonly struct Column2<TSimd, TVector, T> : IColumn<Column2<TSimd, TVector, T>, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TVector v0;
    private readonly TVector v1;

    private Column2(TVector v0, TVector v1)
    {
        this.v0 = v0;
        this.v1 = v1;
    }

    public static int Height => 2 * TSimd.Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Column2<TSimd, TVector, T> Load(T* source) => new(
        TSimd.Load(source),
        TSimd.Load(source + TSimd.Width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Column2<TSimd, TVector, T> column, T* destination)
    {
        TSimd.Store(column.v0, destination);
        TSimd.Store(column.v1, destination + TSimd.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Column2<TSimd, TVector, T> Multiply(Column2<TSimd, TVector, T> column, TVector factor) => new(
        TSimd.Multiply(column.v0, factor),
        TSimd.Multiply(column.v1, factor));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Column2<TSimd, TVector, T> MultiplyAdd(
        Column2<TSimd, TVector, T> column, TVector factor, Column2<TSimd, TVector, T> sum) => new(
        TSimd.MultiplyAdd(column.v0, factor, sum.v0),
        TSimd.MultiplyAdd(column.v1, factor, sum.v1));
}
