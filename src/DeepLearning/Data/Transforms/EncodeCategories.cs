namespace DeepLearning.Data;

/// <summary>−1 and +1 for two categories, a column of 0 and 1 for each of three or more.</summary>
internal sealed class EncodeCategories : Transform
{
    private readonly ColumnChoice choice;
    private readonly int maxCategories;

    public EncodeCategories(int maxCategories, IReadOnlyList<string> columns)
    {
        if (maxCategories < 2)
        {
            throw Guard.Range(nameof(maxCategories), maxCategories, "2 or greater");
        }

        (choice, this.maxCategories) = (new ColumnChoice(columns), maxCategories);
    }

    public override FittedTransform Fit(RawTable train)
    {
        var fitted = new FittedCategoryCodes(choice.Of<TextColumn>(train, this).Select(
            column => new Learned<CategoryCodes>(column.Name, CategoryCodes.Fit(column.Values, maxCategories))));
        return fitted.ColumnsAfter([.. train.Columns.Select(InputColumn.Of)]).Count > 0
            ? fitted
            : throw new ArgumentException(
                $"Each of the columns ({train.Names.Enumerated()}) is the same text in all rows, so that none is left to learn from.");
    }
}
