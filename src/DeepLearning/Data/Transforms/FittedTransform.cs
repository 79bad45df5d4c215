namespace DeepLearning.Data;

/// <summary>A <see cref="Transform"/> with what it has learned from a training set.</summary>
/// <remarks><threadsafety>A fitted transform is immutable; any number of threads may use one instance.</threadsafety></remarks>
public abstract class FittedTransform
{
    /// <summary>A table with the transform applied. It must have the columns of the training set.</summary>
    /// <param name="table">The table, as the steps before have left it.</param>
    /// <returns>A new table of the same number of rows and the same role.</returns>
    /// <exception cref="ArgumentException">
    /// A column is not there or of the other kind, or a value cannot be transformed: an unknown category.
    /// </exception>
    public abstract RawTable Apply(RawTable table);

    /// <summary>
    /// The columns that <see cref="Apply"/> makes of a table with the given ones, by name and kind and in order; null, the default, where
    /// only a table tells. A model whose transforms do not fit its columns is refused when it is loaded, as far as they tell.
    /// </summary>
    /// <param name="columns">The columns, as the steps before leave them.</param>
    /// <exception cref="ArgumentException">A column that the transform is for is not there, or of the other kind.</exception>
    public virtual IReadOnlyList<InputColumn>? ColumnsAfter(IReadOnlyList<InputColumn> columns) => null;

    /// <summary>What a transform knows of its columns, by their names.</summary>
    /// <exception cref="ArgumentException">An item is null, or two are of one column.</exception>
    private protected static Dictionary<string, TItem> ByColumn<TItem>(IReadOnlyList<TItem> items, Func<TItem, string> column)
        where TItem : class
    {
        var byColumn = new Dictionary<string, TItem>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(items[i], $"columns[{i}]");
            if (!byColumn.TryAdd(column(items[i]), items[i]))
            {
                throw new ArgumentException($"Column \"{column(items[i])}\" is named twice.", "columns");
            }
        }

        return byColumn;
    }

    /// <summary>Refuses a table without a column that the transform is for.</summary>
    private protected static void Require(string column, bool isText, RawTable table)
    {
        RequireKind(column, isText, table.Has(column) ? table[column] is TextColumn : throw Missing(column, table.Names));
    }

    /// <summary>Refuses columns without one that the transform is for.</summary>
    private protected static void Require(IEnumerable<(string Column, bool IsText)> wanted, IReadOnlyList<InputColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var kinds = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            kinds[column.Name] = column.IsText;
        }

        foreach (var (column, isText) in wanted)
        {
            RequireKind(
                column, isText, kinds.TryGetValue(column, out var kind)
                    ? kind
                    : throw Missing(column, [.. columns.Select(input => input.Name)]));
        }
    }

    private static ArgumentException Missing(string column, IReadOnlyList<string> names) =>
        new($"The transform is for column \"{column}\", but the columns are {names.Enumerated()}.");

    private static void RequireKind(string column, bool wanted, bool isText)
    {
        if (wanted != isText)
        {
            throw new ArgumentException(
                $"The transform is for {(wanted ? "texts" : "numbers")}, but column \"{column}\" is {(isText ? "text" : "numeric")}.");
        }
    }

    /// <summary>
    /// Whether both have learned the same, as far as that can be told: of one of a user's own, whether it is of the same type.
    /// </summary>
    internal virtual bool LearnedTheSameAs(FittedTransform other) => GetType() == other.GetType();
}
