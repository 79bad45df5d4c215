using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>A vector of any width with operators, so that a formula over vectors reads as the formula.</summary>
internal readonly struct Lanes<TSimd, TVector, T>(TVector vector)
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public TVector Vector
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => vector;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes<TSimd, TVector, T>(T value) => new(TSimd.Broadcast(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<TSimd, TVector, T> operator +(Lanes<TSimd, TVector, T> x, Lanes<TSimd, TVector, T> y) =>
        new(TSimd.Add(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<TSimd, TVector, T> operator -(Lanes<TSimd, TVector, T> x, Lanes<TSimd, TVector, T> y) =>
        new(TSimd.Subtract(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<TSimd, TVector, T> operator *(Lanes<TSimd, TVector, T> x, Lanes<TSimd, TVector, T> y) =>
        new(TSimd.Multiply(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<TSimd, TVector, T> operator /(Lanes<TSimd, TVector, T> x, Lanes<TSimd, TVector, T> y) =>
        new(TSimd.Divide(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<TSimd, TVector, T> Load(T* source) => new(TSimd.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination) => TSimd.Store(Vector, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<TSimd, TVector, T> SquareRoot() => new(TSimd.SquareRoot(Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<TSimd, TVector, T> Exp() => new(TSimd.Exp(Vector));

    /// <summary>The greater of each two elements; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<TSimd, TVector, T> Max(Lanes<TSimd, TVector, T> other) => new(TSimd.Max(Vector, other.Vector));

    /// <summary>The other where it is greater, else this; NaN is not greater.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<TSimd, TVector, T> OrGreater(Lanes<TSimd, TVector, T> other) =>
        new(TSimd.WhereGreater(other.Vector, Vector, other.Vector, Vector));

    /// <summary>1 where this is positive, −1 where it is negative, else this: 0 or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<TSimd, TVector, T> Sign() => new(
        TSimd.WhereGreater(
            Vector, default, TSimd.Broadcast(T.One), TSimd.WhereGreater(default, Vector, TSimd.Broadcast(T.NegativeOne), Vector)));

    /// <summary>0 where this is less than a limit; NaN is not less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<TSimd, TVector, T> ZeroBelow(T limit) => new(TSimd.WhereGreater(TSimd.Broadcast(limit), Vector, default, Vector));

    /// <summary>
    /// The same, but 0 in place of numbers too small to be normal, with which many processors compute a hundred times slower.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<TSimd, TVector, T> WithoutSubnormals() =>
        new(TSimd.WhereGreater(TSimd.Broadcast(LeastNormal<T>.Value), TSimd.Abs(Vector), default, Vector));
}
