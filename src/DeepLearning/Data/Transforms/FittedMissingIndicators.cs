namespace DeepLearning.Data;

/// <summary>Numeric columns, each followed by one that is 1 where it is missing, else 0.</summary>
/// <param name="columns">The names of the columns.</param>
internal sealed class FittedMissingIndicators(IEnumerable<string> columns)
    : FittedColumns<NumericColumn, string>(columns, column => column)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> NamesAfter(string item) => [item, IndicateMissing.NameOf(item)];

    private protected override IEnumerable<NumericColumn> Made(NumericColumn column, string item) =>
    [
        column,
        .. Encoded([IndicateMissing.NameOf(item)], column.Values, (inputs, x) => inputs[0] = double.IsNaN(x) ? 1 : 0),
    ];
}
