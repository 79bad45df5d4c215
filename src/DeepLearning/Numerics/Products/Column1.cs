using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>A column of one vector.</summary>
internal readonly struct Column1<TSimd, TVector, T> : IColumn<Column1<TSimd, TVector, T>, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TVector v0;

    private Column1(TVector v0)
    {
        this.v0 = v0;
    }

    public static int Height => TSimd.Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Column1<TSimd, TVector, T> Load(T* source) => new(TSimd.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Column1<TSimd, TVector, T> column, T* destination)
    {
        TSimd.Store(column.v0, destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Column1<TSimd, TVector, T> Multiply(Column1<TSimd, TVector, T> column, TVector factor) =>
        new(TSimd.Multiply(column.v0, factor));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Column1<TSimd, TVector, T> MultiplyAdd(
        Column1<TSimd, TVector, T> column, TVector factor, Column1<TSimd, TVector,
        T> sum) => new(TSimd.MultiplyAdd(column.v0, factor, sum.v0));
}
