namespace DeepLearning.Data;

/// <summary>After each column with gaps, where they are.</summary>
internal sealed class IndicateMissing(IReadOnlyList<string> columns) : Transform
{
    private readonly ColumnChoice choice = new(columns);

    /// <summary>The name of the column that is 1 where another is missing.</summary>
    public static string NameOf(string column) => $"{column} is missing";

    public override FittedTransform Fit(RawTable train) => new FittedMissingIndicators(choice.Of<NumericColumn>(train, this)
        .Where(column => column.Missing is var missing && missing > 0 && missing < column.Rows)
        .Select(column => column.Name));
}
