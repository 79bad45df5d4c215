using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>Some vectors below each other: a piece of one column of a matrix, held in registers.</summary>
internal interface IColumn<TSelf, TVector, T>
    where TSelf : unmanaged, IColumn<TSelf, TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of elements in the column.</summary>
    static abstract int Height { get; }

    static abstract unsafe TSelf Load(T* source);

    static abstract unsafe void Store(TSelf column, T* destination);

    /// <summary>column · factor.</summary>
    static abstract TSelf Multiply(TSelf column, TVector factor);

    /// <summary>column · factor + sum.</summary>
    static abstract TSelf MultiplyAdd(TSelf column, TVector factor, TSelf sum);
}
