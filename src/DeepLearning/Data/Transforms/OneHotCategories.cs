namespace DeepLearning.Data;

/// <summary>A column of 0 and 1 for each category.</summary>
internal sealed class OneHotCategories(bool ignoreUnknown, IReadOnlyList<string> columns) : Transform
{
    /// <summary>More are no categories, but names, numbers with a misprint, or free text.</summary>
    private const int MostCategories = 1000;

    private readonly ColumnChoice choice = new(columns);

    public override string Name => "OneHot";

    public override FittedTransform Fit(RawTable train) =>
        new FittedOneHot(choice.Of<TextColumn>(train, this).Select(Categories), ignoreUnknown);

    private static ColumnCategories Categories(TextColumn column)
    {
        FittedOneHot.RequireComplete(column);
        string[] categories =
            [.. column.Values.ToArray().Select(text => text!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (categories.Length > MostCategories)
        {
            throw new ArgumentException(
                $"Column \"{column.Name}\" has {categories.Length} different texts, more than the {MostCategories} that are taken for " +
                $"categories: {categories.Enumerated()}. If they are meant to be numbers, some of them are not; if they are names, " +
                $"leave the column out.");
        }

        return new ColumnCategories(column.Name, categories);
    }
}
