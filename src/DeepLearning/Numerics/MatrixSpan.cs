using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepLearning.Numerics;

/// <summary>A matrix to write, in memory of somebody else: columns a stride apart.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// Four fields and no more: so many the compiler keeps in registers. It repeats <see cref="ReadOnlyMatrixSpan{T}"/> as
/// <see cref="Span{T}"/> does <see cref="ReadOnlySpan{T}"/>: a struct of references can neither inherit nor hold another without a fifth
/// field.
/// </remarks>
internal readonly ref struct MatrixSpan<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ref T start;

    /// <summary>The columns of a matrix without gaps between them.</summary>
    /// <exception cref="ArgumentException">There are not rows · columns values.</exception>
    public MatrixSpan(Span<T> values, int rows, int columns)
    {
        MatrixShape.RequireExact(values.Length, rows, columns);
        start = ref MemoryMarshal.GetReference(values);
        (Rows, Columns, Stride) = (rows, columns, rows);
    }

    /// <summary>The columns of a matrix, each so many elements behind the one before.</summary>
    /// <exception cref="ArgumentException">A dimension is negative, the stride less than the rows, or there are too few values.</exception>
    public MatrixSpan(Span<T> values, int rows, int columns, int stride)
    {
        MatrixShape.RequireRoom(values.Length, rows, columns, stride);
        start = ref MemoryMarshal.GetReference(values);
        (Rows, Columns, Stride) = (rows, columns, stride);
    }

    internal MatrixSpan(ref T start, int rows, int columns, int stride)
    {
        this.start = ref start;
        (Rows, Columns, Stride) = (rows, columns, stride);
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>Whether there are no elements.</summary>
    public bool IsEmpty => Rows == 0 || Columns == 0;

    /// <summary>The same numbers with rows and columns exchanged, to read.</summary>
    public ReadOnlyMatrixSpan<T> Transposed => new(in start, Columns, Rows, ~Stride);

    /// <summary>The first element; nobody's where there are no elements.</summary>
    internal ref T Start => ref start;

    /// <summary>How many elements a column begins behind the one before.</summary>
    internal int Stride { get; }

    /// <summary>The same numbers, to read.</summary>
    public static implicit operator ReadOnlyMatrixSpan<T>(MatrixSpan<T> matrix) =>
        new(in matrix.start, matrix.Rows, matrix.Columns, matrix.Stride);

    /// <summary>Some columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no such columns.</exception>
    public MatrixSpan<T> SliceColumns(int first, int count)
    {
        MatrixShape.RequireRange(first, count, Columns);
        return new(ref From(first, Stride, isEmpty: count == 0 || Rows == 0), Rows, count, Stride);
    }

    /// <summary>Some rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public MatrixSpan<T> SliceRows(int first, int count)
    {
        MatrixShape.RequireRange(first, count, Rows);
        return new(ref From(first, 1, isEmpty: count == 0 || Columns == 0), count, Columns, Stride);
    }

    /// <summary>One column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public Span<T> Column(int index)
    {
        MatrixShape.RequireRange(index, 1, Columns);
        return MemoryMarshal.CreateSpan(ref From(index, Stride, isEmpty: Rows == 0), Rows);
    }

    /// <summary>All numbers, column after column.</summary>
    /// <exception cref="InvalidOperationException">There are gaps between the columns.</exception>
    public Span<T> AsSpan() => MatrixShape.IsContiguous(Rows, Columns, Stride, isTransposed: false)
        ? MemoryMarshal.CreateSpan(ref start, Rows * Columns)
        : throw MatrixShape.NotContiguous();

    /// <summary>Where a range begins; of an empty one, where all begin, for there may be nothing behind the end.</summary>
    private ref T From(int first, int stride, bool isEmpty) => ref isEmpty ? ref start : ref Unsafe.Add(ref start, (nint)first * stride);
}
