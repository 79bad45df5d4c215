using System.Collections.ObjectModel;
using System.Globalization;

namespace DeepLearning.Data;

/// <summary>Text columns as columns of 0 and 1, one for each category: what one-hot encoding has learned.</summary>
internal sealed class FittedOneHot : FittedTransform
{
    private readonly Dictionary<string, Dictionary<string, int>> numbers;

    /// <summary>An encoding of these columns; the others stay.</summary>
    /// <param name="columns">The categories of each column.</param>
    /// <param name="ignoreUnknown">Whether any other category is none of them; else it is an error.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">A column is named twice, or has no category, or one that is null or there twice.</exception>
    public FittedOneHot(IEnumerable<ColumnCategories> columns, bool ignoreUnknown)
    {
        ArgumentNullException.ThrowIfNull(columns);
        (Columns, IgnoresUnknown) = (Array.AsReadOnly(columns.ToArray()), ignoreUnknown);
        numbers = ByColumn(Columns, column => column.Column).ToDictionary(
            pair => pair.Key, pair => Number(pair.Value, nameof(columns)), StringComparer.Ordinal);
    }

    /// <summary>The categories of each column.</summary>
    public ReadOnlyCollection<ColumnCategories> Columns { get; }

    /// <summary>Whether any other category is none of them; else it is an error.</summary>
    public bool IgnoresUnknown { get; }

    /// <inheritdoc/>
    public override RawTable Apply(RawTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (var column in Columns)
        {
            Require(column.Column, isText: true, table);
        }

        return table.Replace(
            column => column is TextColumn texts && numbers.TryGetValue(column.Name, out var known) ? Encode(texts, known) : [column]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<InputColumn> ColumnsAfter(IReadOnlyList<InputColumn> columns)
    {
        Require(Columns.Select(column => (column.Column, true)), columns);
        return
        [
            .. columns.SelectMany(column => numbers.TryGetValue(column.Name, out var known)
                ? InOrder(known).Select(category => new InputColumn(Indicator(column.Name, category), IsText: false))
                : [column]),
        ];
    }

    /// <summary>The names of the features tell the categories, in their order.</summary>
    internal override bool LearnedTheSameAs(FittedTransform other) => other is FittedOneHot;

    internal static void RequireComplete(TextColumn column)
    {
        var missing = column.Values.IndexOf((string?)null);
        if (missing >= 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Row {missing} of column \"{column.Name}\", counted from 0, is missing, and has no category: put an imputation " +
                    $"before, such as Transform.ImputeConstant(\"unknown\")."));
        }
    }

    /// <summary>The name of the column that is 1 for a category.</summary>
    internal static string Indicator(string column, string category) => $"{column}={category}";

    private static string[] InOrder(Dictionary<string, int> known) => [.. known.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    private static Dictionary<string, int> Number(ColumnCategories column, string argument)
    {
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var category in column.Categories)
        {
            if (category is null || !order.TryAdd(category, order.Count))
            {
                throw new ArgumentException(
                    $"A category of column \"{column.Column}\" {(category is null ? "is null" : $"is there twice: \"{category}\"")}.",
                    argument);
            }
        }

        return order.Count > 0 ? order : throw new ArgumentException($"Column \"{column.Column}\" has no category.", argument);
    }

    private NumericColumn[] Encode(TextColumn column, Dictionary<string, int> known)
    {
        RequireComplete(column);
        var categories = InOrder(known);
        var indicators = Array.ConvertAll(categories, _ => new double[column.Rows]);
        for (var row = 0; row < column.Rows; row++)
        {
            if (known.TryGetValue(column.Values[row]!, out var category))
            {
                indicators[category][row] = 1;
            }
            else if (!IgnoresUnknown)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Row {row} of column \"{column.Name}\", counted from 0, is {Text.Quoted(column.Values[row]!)}, which the " +
                        $"training set did not have; its categories are " +
                        $"{categories.Enumerated()}. To take it for none of them, fit with Transform.OneHot(ignoreUnknown: true)."));
            }
        }

        return [.. indicators.Select((values, category) => new NumericColumn(Indicator(column.Name, categories[category]), values))];
    }
}
