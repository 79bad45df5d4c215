namespace DeepLearning.Numerics;

/// <summary>The one place where shapes are checked, before anybody hands out pointers.</summary>
internal static class MatrixShape
{
    /// <exception cref="ArgumentException">A dimension is negative, or there are not rows · columns values.</exception>
    public static void RequireExact(int length, int rows, int columns)
    {
        if ((rows | columns) < 0 || (long)rows * columns != length)
        {
            throw NotOfShape(length, rows, columns);
        }
    }

    /// <exception cref="ArgumentException">A dimension is negative, the stride less than the rows, or there are too few values.</exception>
    public static void RequireRoom(int length, int rows, int columns, int stride)
    {
        if ((rows | columns) < 0 || stride < rows || !(rows == 0 || columns == 0 || ((columns - 1L) * stride) + rows <= length))
        {
            throw TooShort(length, rows, columns, stride);
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">A range does not lie within so many.</exception>
    public static void RequireRange(int first, int count, int available)
    {
        if ((first | count) < 0 || first > available - count)
        {
            throw OutOfRange(first, count, available);
        }
    }

    /// <exception cref="ArgumentException">The product of A and B is not of the shape of C.</exception>
    public static void RequireProduct(int rowsA, int columnsA, int rowsB, int columnsB, int rowsC, int columnsC)
    {
        if (columnsA != rowsB || rowsA != rowsC || columnsB != columnsC)
        {
            throw NoProduct(rowsA, columnsA, rowsB, columnsB, rowsC, columnsC);
        }
    }

    /// <exception cref="ArgumentException">Two matrices have different dimensions.</exception>
    public static void RequireSame((int Rows, int Columns) source, (int Rows, int Columns) destination)
    {
        if (source != destination)
        {
            throw NotSame(source, destination);
        }
    }

    /// <summary>Whether columns stand one after another, without gaps.</summary>
    public static bool IsContiguous(int rows, int columns, int stride, bool isTransposed) =>
        isTransposed ? rows == 1 || (columns == 1 && stride == 1) : stride == rows || columns <= 1;

    public static InvalidOperationException NotContiguous() => new("The columns do not stand one after another in memory.");

    private static ArgumentException NotOfShape(int length, int rows, int columns) =>
        new($"A matrix of {rows} × {columns} has {Plural.Of((long)rows * columns, "element")}, got {length}.", nameof(length));

    private static ArgumentException TooShort(int length, int rows, int columns, int stride) =>
        new($"A matrix of {rows} × {columns} with a stride of {stride} does not fit {Plural.Of(length, "element")}.", nameof(length));

    private static ArgumentOutOfRangeException OutOfRange(int first, int count, int available) =>
        new(nameof(first), first, $"There are {available}, not {count} from {first} on.");

    private static ArgumentException NoProduct(int rowsA, int columnsA, int rowsB, int columnsB, int rowsC, int columnsC) =>
        new($"The product of {rowsA} × {columnsA} and {rowsB} × {columnsB} is no matrix of {rowsC} × {columnsC}.");

    private static ArgumentException NotSame((int Rows, int Columns) source, (int Rows, int Columns) destination) =>
        new($"A matrix of {source.Rows} × {source.Columns} is not copied to one of {destination.Rows} × {destination.Columns}.");
}
