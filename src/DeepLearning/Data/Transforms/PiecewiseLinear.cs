namespace DeepLearning.Data;

/// <summary>After each column, for each bin of it, how far the value reaches into the bin.</summary>
internal sealed class PiecewiseLinear : Transform
{
    private const int MostInputs = 512;

    private readonly ColumnChoice choice;
    private readonly int? bins;

    public PiecewiseLinear(int? bins, IReadOnlyList<string> columns)
    {
        if (bins is < 2 or > 1024)
        {
            throw Guard.Range(nameof(bins), bins.Value, "from 2 to 1024, or null");
        }

        (choice, this.bins) = (new ColumnChoice(columns), bins);
    }

    public override FittedTransform Fit(RawTable train)
    {
        NumericColumn[] columns = [.. choice.Of<NumericColumn>(train, this)];
        var most = bins ?? Math.Clamp(MostInputs / Math.Max(1, columns.Length), 4, 32);
        return new FittedPiecewiseLinear(columns
            .Select(column => new Learned<PiecewiseLinearBins>(column.Name, PiecewiseLinearBins.Fit(column.Values, most, column.Name)))
            .Where(learned => learned.Value.Count > 0));
    }
}
