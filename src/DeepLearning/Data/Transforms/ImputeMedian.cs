namespace DeepLearning.Data;

/// <summary>The median of the values that are there.</summary>
internal sealed class ImputeMedian(IReadOnlyList<string> columns) : Transform
{
    private readonly ColumnChoice choice = new(columns);

    public override FittedTransform Fit(RawTable train) => new FittedImputation(
        choice.Of<NumericColumn>(train, this).Select(column => new ColumnFill(column.Name, Median(ColumnScaling.Present(column)))));

    private static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;

        // Halved before they are added, so that large values do not overflow.
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] / 2) + (values[middle] / 2);
    }
}
