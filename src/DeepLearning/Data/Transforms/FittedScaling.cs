namespace DeepLearning.Data;

/// <summary>Numeric columns shifted and scaled: what standardization and min–max scaling have learned.</summary>
/// <param name="columns">A scaling for each column.</param>
internal sealed class FittedScaling(IEnumerable<ColumnScaling> columns)
    : FittedColumns<NumericColumn, ColumnScaling>(columns, scaling => scaling.Column)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> NamesAfter(ColumnScaling item) => [item.Column];

    private protected override IEnumerable<NumericColumn> Made(NumericColumn column, ColumnScaling item) =>
        [Mapped(column, item.Apply)];
}
