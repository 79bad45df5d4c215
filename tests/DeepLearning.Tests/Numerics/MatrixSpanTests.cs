using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

/// <summary>The views of matrices, against arithmetic on the numbers of their elements.</summary>
public sealed class MatrixSpanTests
{
    private static readonly int[] Sizes = [0, 1, 2, 3, 4, 5, 8, 17, 33];

    /// <summary>Every shape of these sizes, and how far a column begins behind the end of the one before.</summary>
    public static TheoryData<int, int, int> Shapes =>
        [.. Sizes.SelectMany(rows => Sizes.SelectMany(columns => new[] { 0, 3 }.Select(gap => (rows, columns, gap))))];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Elements_OfViewsAndTheirSlices_AreThoseOfTheArray(int rows, int columns, int gap)
    {
        var stride = rows + gap;
        var values = Numbered<float>(Room(rows, columns, stride));
        var matrix = new ReadOnlyMatrixSpan<float>(values, rows, columns, stride);
        var transposed = matrix.Transposed;
        var inner = matrix.SliceRows(rows / 3, rows - (rows / 3)).SliceColumns(columns / 2, columns - (columns / 2));
        var innerTransposed = transposed.SliceColumns(rows / 3, rows - (rows / 3)).SliceRows(columns / 2, columns - (columns / 2));

        (transposed.Rows, transposed.Columns).Should().Be((columns, rows));
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                matrix[row, column].Should().Be(values[row + (column * stride)]);
                transposed[column, row].Should().Be(matrix[row, column]);
                if (row < inner.Rows && column < inner.Columns)
                {
                    inner[row, column].Should().Be(matrix[row + (rows / 3), column + (columns / 2)]);
                    innerTransposed[column, row].Should().Be(inner[row, column]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void CopyTo_OfAMatrixAndItsTranspose_CopiesItAndTouchesNothingElse(int rows, int columns, int gap)
    {
        Copies<float>(rows, columns, gap);
        Copies<double>(rows, columns, gap);
    }

    [Fact]
    public void CopyTo_AnotherShape_IsRefused()
    {
        var action = () => new ReadOnlyMatrixSpan<float>(new float[6], 2, 3).CopyTo(new MatrixSpan<float>(new float[6], 3, 2));
        action.Should().Throw<ArgumentException>().WithMessage("A matrix of 2 × 3 is not copied to one of 3 × 2.");
    }

    [Fact]
    public void AsSpan_OfColumnsWithGaps_IsRefused()
    {
        var read = () => new ReadOnlyMatrixSpan<float>(new float[9], 2, 3, stride: 3).AsSpan().Length;
        var write = () => new MatrixSpan<float>(new float[9], 2, 3, stride: 3).AsSpan().Length;
        var transposed = () => new MatrixSpan<float>(new float[6], 2, 3).Transposed.AsSpan().Length;

        read.Should().Throw<InvalidOperationException>().WithMessage("*do not stand one after another*");
        write.Should().Throw<InvalidOperationException>();
        transposed.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Constructor_ValuesThatDoNotFit_AreRefused()
    {
        Action[] actions = [
            () => _ = new ReadOnlyMatrixSpan<float>(new float[5], 2, 3), () => _ = new MatrixSpan<float>(new float[7], 2, 3),
            () => _ = new ReadOnlyMatrixSpan<float>(new float[7], 2, 3, stride: 3), () => _ = new MatrixSpan<float>(new float[9], 2, 3, 1),
            () => _ = new ReadOnlyMatrixSpan<float>([], -1, 0), () => _ = new MatrixSpan<float>(new float[9], -2, -3, 3)];
        foreach (var action in actions)
        {
            action.Should().Throw<ArgumentException>();
        }
    }

    [Fact]
    public void Slices_OutsideTheMatrix_AreRefused()
    {
        var values = new float[6];
        Action[] actions = [
            () => new ReadOnlyMatrixSpan<float>(values, 2, 3).SliceColumns(2, 2),
            () => new MatrixSpan<float>(values, 2, 3).SliceRows(-1, 1),
            () => new MatrixSpan<float>(values, 2, 3).SliceColumns(0, -1), () => _ = new ReadOnlyMatrixSpan<float>(values, 2, 3)[2, 0],
            () => new MatrixSpan<float>(values, 2, 3).Column(3), () => new ReadOnlyMatrixSpan<float>(values, 2, 3).SliceRows(1, 2)];
        foreach (var action in actions)
        {
            action.Should().Throw<ArgumentOutOfRangeException>().WithMessage("There are *, not * from * on.*");
        }
    }

    private static void Copies<T>(int rows, int columns, int gap)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stride = rows + gap;
        using var source = new GuardedMemory<T>(Room(rows, columns, stride));
        Numbered<T>(source.Length).CopyTo(source.Span);
        var matrix = new ReadOnlyMatrixSpan<T>(source.Span, rows, columns, stride);
        using var copy = new GuardedMemory<T>(rows * columns);
        matrix.CopyTo(new MatrixSpan<T>(copy.Span, rows, columns));
        var transposedStride = columns + gap;
        using var transposed = new GuardedMemory<T>(Room(columns, rows, transposedStride));
        transposed.Span.Clear();
        matrix.Transposed.CopyTo(new MatrixSpan<T>(transposed.Span, columns, rows, transposedStride));

        (copy.IsIntact() && transposed.IsIntact()).Should().BeTrue();
        var expected = new T[transposed.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                copy.Span[row + (column * rows)].Should().Be(matrix[row, column]);
                expected[column + (row * transposedStride)] = matrix[row, column];
            }
        }

        transposed.Span.ToArray().Should().Equal(expected);
    }

    private static int Room(int rows, int columns, int stride) => rows == 0 || columns == 0 ? 0 : ((columns - 1) * stride) + rows;

    private static T[] Numbered<T>(int length)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. Enumerable.Range(1, length).Select(i => T.CreateChecked(i))];
}
