using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepLearning.Numerics;

/// <summary>A matrix in memory as its first element and the distance between neighbours in a column and in a row.</summary>
/// <remarks>With both strides free, transposing is exchanging them: the product below knows no other kind of transposition.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct Operand<T>(T* start, nint rowStride, nint columnStride)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public readonly T* Start = start;
    public readonly nint RowStride = rowStride;
    public readonly nint ColumnStride = columnStride;

    /// <summary>A matrix whose first value is pinned at <paramref name="start"/>.</summary>
    public static Operand<T> Of(in ReadOnlyMatrixSpan<T> matrix, T* start) =>
        matrix.IsTransposed ? new(start, matrix.Stride, 1) : new(start, 1, matrix.Stride);

    public Operand<T> Transpose() => new(Start, ColumnStride, RowStride);

    public T* At(nint row, nint column) => Start + (row * RowStride) + (column * ColumnStride);

    public Operand<T> From(nint row, nint column) => new(At(row, column), RowStride, ColumnStride);
}
