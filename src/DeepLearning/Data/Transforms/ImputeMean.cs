namespace DeepLearning.Data;

/// <summary>The mean of the values that are there.</summary>
internal sealed class ImputeMean(IReadOnlyList<string> columns) : Transform
{
    private readonly ColumnChoice choice = new(columns);

    public override FittedTransform Fit(RawTable train) => new FittedImputation(
        choice.Of<NumericColumn>(train, this).Select(column => new ColumnFill(column.Name, ColumnScaling.Standardizing(column).Shift)));
}
