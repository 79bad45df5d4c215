using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepLearning.Numerics;

/// <summary>Memory for the columns of a matrix, of which there may be fewer now than there is room for.</summary>
/// <param name="values">The columns, one after another.</param>
/// <param name="rows">The number of rows.</param>
internal readonly struct MatrixBuffer<T>(T[] values, int rows)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Some columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for them.</exception>
    public MatrixSpan<T> Columns(int first, int count) =>
        new(ref MemoryMarshal.GetReference(values.AsSpan(first * rows, count * rows)), rows, count, rows);

    /// <summary>The first columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for so many.</exception>
    public MatrixSpan<T> First(int count) => Columns(0, count);
}
