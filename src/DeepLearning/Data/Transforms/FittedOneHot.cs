using System.Collections.ObjectModel;
using System.Globalization;

namespace DeepLearning;

/// <summary>Text columns as columns of 0 and 1, one for each category: what one-hot encoding has learned.</summary>
public sealed class FittedOneHot : FittedTransform
{
    private readonly Dictionary<string, Dictionary<string, int>> numbers;

    /// <summary>An encoding of these columns; the others stay.</summary>
    /// <param name="columns">The categories of each column.</param>
    /// <param name="unknown">What becomes of any other category.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    public FittedOneHot(IEnumerable<ColumnCategories> columns, UnknownCategory unknown)
    {
        ArgumentNullException.ThrowIfNull(columns);
        (Columns, Unknown) = (Array.AsReadOnly(columns.ToArray()), unknown);
        numbers = Columns.ToDictionary(
            column => column.Column,
            column => column.Categories.Index().ToDictionary(category => category.Item, category => category.Index, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    /// <summary>The categories of each column.</summary>
    public ReadOnlyCollection<ColumnCategories> Columns { get; }

    /// <summary>What becomes of any other category.</summary>
    public UnknownCategory Unknown { get; }

    /// <inheritdoc/>
    public override RawTable Apply(RawTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Replace(column => column is TextColumn texts && numbers.TryGetValue(column.Name, out var known) ? Encode(texts, known) : [column]);
    }

    internal static void RequireComplete(TextColumn column)
    {
        var missing = column.Values.IndexOf((string?)null);
        if (missing >= 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Row {missing} of column \"{column.Name}\", counted from 0, is missing, and has no category: put an imputation before, such as Transform.ImputeConstant(\"unknown\")."));
        }
    }

    private NumericColumn[] Encode(TextColumn column, Dictionary<string, int> known)
    {
        RequireComplete(column);
        string[] categories = [.. known.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        var indicators = Array.ConvertAll(categories, _ => new double[column.Rows]);
        for (var row = 0; row < column.Rows; row++)
        {
            if (known.TryGetValue(column.Values[row]!, out var category))
            {
                indicators[category][row] = 1;
            }
            else if (Unknown == UnknownCategory.Refuse)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Row {row} of column \"{column.Name}\", counted from 0, is \"{column.Values[row]}\", which the training set did not have; its categories are " +
                        $"{categories.Enumerated()}. To take it for none of them, fit with UnknownCategory.Ignore."));
            }
        }

        return [.. indicators.Select((values, category) => new NumericColumn($"{column.Name}={categories[category]}", values))];
    }
}
