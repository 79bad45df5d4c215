using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepLearning.Numerics;

/// <summary>
/// A matrix to read, in memory of somebody else: columns a stride apart, or rows of one that is <see cref="Transposed"/>.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>Four fields and no more: so many the compiler keeps in registers.</remarks>
internal readonly ref struct ReadOnlyMatrixSpan<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ref readonly T start;

    /// <summary>The stride, or its complement where rows stand next to each other.</summary>
    private readonly int signedStride;

    /// <summary>The columns of a matrix without gaps between them.</summary>
    /// <exception cref="ArgumentException">There are not rows · columns values.</exception>
    public ReadOnlyMatrixSpan(ReadOnlySpan<T> values, int rows, int columns)
    {
        MatrixShape.RequireExact(values.Length, rows, columns);
        start = ref MemoryMarshal.GetReference(values);
        (Rows, Columns, signedStride) = (rows, columns, rows);
    }

    /// <summary>The columns of a matrix, each so many elements behind the one before.</summary>
    /// <exception cref="ArgumentException">A dimension is negative, the stride less than the rows, or there are too few values.</exception>
    public ReadOnlyMatrixSpan(ReadOnlySpan<T> values, int rows, int columns, int stride)
    {
        MatrixShape.RequireRoom(values.Length, rows, columns, stride);
        start = ref MemoryMarshal.GetReference(values);
        (Rows, Columns, signedStride) = (rows, columns, stride);
    }

    internal ReadOnlyMatrixSpan(ref readonly T start, int rows, int columns, int signedStride)
    {
        this.start = ref start;
        (Rows, Columns, this.signedStride) = (rows, columns, signedStride);
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The same numbers with rows and columns exchanged: Aᵀ. Nothing is moved.</summary>
    public ReadOnlyMatrixSpan<T> Transposed => new(in start, Columns, Rows, ~signedStride);

    /// <summary>The first element; nobody's where there are no elements.</summary>
    internal ref readonly T Start => ref start;

    /// <summary>How many elements a column begins behind the one before; of a transposed matrix, a row.</summary>
    internal int Stride => IsTransposed ? ~signedStride : signedStride;

    /// <summary>Whether it is rows that stand next to each other.</summary>
    internal bool IsTransposed => signedStride < 0;

    /// <summary>An element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public T this[int row, int column] => SliceRows(row, 1).SliceColumns(column, 1).start;

    /// <summary>Some columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no such columns.</exception>
    public ReadOnlyMatrixSpan<T> SliceColumns(int first, int count)
    {
        MatrixShape.RequireRange(first, count, Columns);
        return new(in From(first, IsTransposed ? 1 : signedStride, isEmpty: count == 0 || Rows == 0), Rows, count, signedStride);
    }

    /// <summary>Some rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public ReadOnlyMatrixSpan<T> SliceRows(int first, int count)
    {
        MatrixShape.RequireRange(first, count, Rows);
        return new(in From(first, IsTransposed ? ~signedStride : 1, isEmpty: count == 0 || Columns == 0), count, Columns, signedStride);
    }

    /// <summary>All numbers, column after column.</summary>
    /// <exception cref="InvalidOperationException">They do not stand so in memory.</exception>
    public ReadOnlySpan<T> AsSpan() => MatrixShape.IsContiguous(Rows, Columns, Stride, IsTransposed)
        ? MemoryMarshal.CreateReadOnlySpan(in start, Rows * Columns)
        : throw MatrixShape.NotContiguous();

    /// <summary>Copies all numbers to a matrix that does not overlap this one.</summary>
    /// <exception cref="ArgumentException">It has other dimensions.</exception>
    public unsafe void CopyTo(MatrixSpan<T> destination)
    {
        MatrixShape.RequireSame((Rows, Columns), (destination.Rows, destination.Columns));
        if (IsTransposed)
        {
            fixed (T* from = &start, to = &destination.Start)
            {
                Transposition<T>.Copy(from, Stride, to, destination.Stride, Rows, Columns);
            }

            return;
        }

        for (var column = 0; column < Columns; column++)
        {
            SliceColumns(column, 1).AsSpan().CopyTo(destination.Column(column));
        }
    }

    /// <summary>Where a range begins; of an empty one, where all begin, for there may be nothing behind the end.</summary>
    private ref readonly T From(int first, int stride, bool isEmpty) =>
        ref isEmpty ? ref start : ref Unsafe.Add(ref Unsafe.AsRef(in start), (nint)first * stride);
}
