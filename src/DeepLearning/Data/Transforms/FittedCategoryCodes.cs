namespace DeepLearning.Data;

/// <summary>Text columns as numbers that stand for their categories.</summary>
/// <param name="columns">The codes of each column.</param>
internal sealed class FittedCategoryCodes(IEnumerable<Learned<CategoryCodes>> columns)
    : FittedColumns<TextColumn, Learned<CategoryCodes>>(columns, learned => learned.Column)
{
    /// <summary>
    /// The name of the column itself for two categories, else <c>column=category</c>, and <c>column is missing</c> for the missing one.
    /// </summary>
    public override IReadOnlyList<string> NamesAfter(Learned<CategoryCodes> item) => item.Value.IsSigned
        ? [item.Column]
        :
        [
            .. item.Value.Categories.Select(
                category => category.Length == 0 ? IndicateMissing.NameOf(item.Column) : FittedOneHot.Indicator(item.Column, category)),
        ];

    private protected override IEnumerable<NumericColumn> Made(TextColumn column, Learned<CategoryCodes> item) =>
        Encoded(NamesAfter(item), column.Values, (inputs, text) => item.Value.Encode(text, inputs));
}
