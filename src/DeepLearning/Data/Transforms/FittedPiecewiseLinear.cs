using System.Globalization;

namespace DeepLearning.Data;

/// <summary>Numeric columns, each followed by its piecewise-linear encoding.</summary>
/// <param name="columns">The bins of each column.</param>
internal sealed class FittedPiecewiseLinear(IEnumerable<Learned<PiecewiseLinearBins>> columns)
    : FittedColumns<NumericColumn, Learned<PiecewiseLinearBins>>(columns, learned => learned.Column)
{
    /// <summary>The names of the inputs of a column: <c>column[1]</c>, <c>column[2]</c>, ….</summary>
    public static string[] Inputs(Learned<PiecewiseLinearBins> item) =>
    [
        .. Enumerable.Range(1, item.Value.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{item.Column}[{i}]")),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> NamesAfter(Learned<PiecewiseLinearBins> item) => [item.Column, .. Inputs(item)];

    private protected override IEnumerable<NumericColumn> Made(NumericColumn column, Learned<PiecewiseLinearBins> item) =>
        [column, .. Encoded(Inputs(item), column.Values, (inputs, x) => item.Value.Encode(x, inputs))];
}
