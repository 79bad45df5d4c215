namespace DeepLearning.Data;

/// <summary>The value that is there most often.</summary>
internal sealed class ImputeMostFrequent(IReadOnlyList<string> columns) : Transform
{
    private readonly ColumnChoice choice = new(columns);

    public override FittedTransform Fit(RawTable train) => new FittedImputation(
        choice.Of<RawColumn>(train, this).Select(column => new ColumnFill(column.Name, MostFrequent(column))));

    private static Cell MostFrequent(RawColumn column)
    {
        var present = Enumerable.Range(0, column.Rows).Select(row => column[row]).Where(cell => !cell.IsMissing);
        var best = present.GroupBy(cell => cell)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Number)
                .ThenBy(group => group.Key.Text, StringComparer.Ordinal)
            .FirstOrDefault();
        return best?.Key ?? throw new ArgumentException(
            $"Column \"{column.Name}\" has no value in the training set, so that nothing can be learned of it: leave it out.");
    }
}
