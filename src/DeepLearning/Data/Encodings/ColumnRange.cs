namespace DeepLearning.Data;

/// <summary>The range of the values of a column, which numbers must be able to express.</summary>
internal static class ColumnRange
{
    /// <summary>The error of a range or a scale that overflows.</summary>
    /// <param name="column">The name of the column.</param>
    public static ArgumentException Refused(string column) =>
        new($"The range of column \"{column}\" is too large or too small for a double: express it in another unit.");
}
