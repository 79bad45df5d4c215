namespace DeepLearning.Data;

/// <summary>Numeric columns scaled by their quartiles and smoothly clipped.</summary>
/// <param name="columns">The scaling of each column.</param>
internal sealed class FittedRobustScaling(IEnumerable<Learned<RobustScaling>> columns)
    : FittedColumns<NumericColumn, Learned<RobustScaling>>(columns, learned => learned.Column)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> NamesAfter(Learned<RobustScaling> item) => [item.Column];

    private protected override IEnumerable<NumericColumn> Made(NumericColumn column, Learned<RobustScaling> item) =>
        [Mapped(column, item.Value.Of)];
}
