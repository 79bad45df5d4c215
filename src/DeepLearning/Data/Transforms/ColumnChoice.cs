namespace DeepLearning.Data;

/// <summary>The columns that a transform is for: those named, or all of a kind.</summary>
internal sealed class ColumnChoice
{
    private readonly string[] names;

    public ColumnChoice(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        names = [.. columns];
        for (var i = 0; i < names.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(names[i], $"{nameof(columns)}[{i}]");
        }

        if (new NameIndex(names).Repeated is var (_, second))
        {
            throw new ArgumentException($"Column \"{names[second]}\" is named twice.", nameof(columns));
        }
    }

    /// <summary>The columns of a table.</summary>
    /// <param name="table">The training set.</param>
    /// <param name="transform">What the columns are for, as the subject of the error.</param>
    /// <exception cref="ArgumentException">A column is not there, or of another kind.</exception>
    public IEnumerable<TColumn> Of<TColumn>(RawTable table, Transform transform)
        where TColumn : RawColumn
    {
        if (names.Length == 0)
        {
            return table.Columns.OfType<TColumn>();
        }

        return names.Select(name =>
        {
            if (!table.Has(name))
            {
                throw new ArgumentException($"{transform.Name} is for column \"{name}\", but the columns are {table.Names.Enumerated()}.");
            }

            return table[name] as TColumn ?? throw new ArgumentException(
                $"{transform.Name} cannot serve column \"{name}\", which is {table[name].Kind}.");
        });
    }
}
