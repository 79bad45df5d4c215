using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>
/// The few vector operations that the loops of the library need, for one vector width, so that every loop is written once for all
/// widths and element types. The implementations are structs without state: the JIT compiles each loop for each one anew.
/// </summary>
internal interface ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of elements in a vector.</summary>
    static abstract int Width { get; }

    /// <summary>A vector with <paramref name="value"/> in every element.</summary>
    static abstract TVector Broadcast(T value);

    static abstract unsafe TVector Load(T* source);

    static abstract unsafe void Store(TVector vector, T* destination);

    /// <summary>x · y + z, rounded once where the processor has FMA and twice where it has not.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    static abstract TVector Multiply(TVector x, TVector y);

    static abstract TVector Add(TVector x, TVector y);

    static abstract TVector Subtract(TVector x, TVector y);

    static abstract TVector Divide(TVector x, TVector y);

    static abstract TVector SquareRoot(TVector x);

    /// <summary>e to the power of every element, as System.Numerics.Tensors computes it.</summary>
    static abstract TVector Exp(TVector x);

    static abstract TVector Abs(TVector x);

    /// <summary>The greater of each two elements; NaN where either is.</summary>
    static abstract TVector Max(TVector x, TVector y);

    /// <summary>Element by element, <paramref name="then"/> where x is greater than y, else the other; NaN is not greater.</summary>
    static abstract TVector WhereGreater(TVector x, TVector y, TVector then, TVector otherwise);
}
