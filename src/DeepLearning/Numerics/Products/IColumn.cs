using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>Some vectors below each other: a piece of one column of a matrix, held in registers.</summary>
/// <remarks>
/// Every height is spelled out. A column made of two columns would be one file instead of five, and two fifths as fast: the compiler keeps
/// the fields of a struct in registers, but not those of the structs in it.
/// </remarks>
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
