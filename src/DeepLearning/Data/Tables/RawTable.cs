using System.Globalization;

namespace DeepLearning.Data;

/// <summary>
/// Raw data before it is fit to learn from: named columns of numbers or texts, with values missing. A <see cref="Pipeline"/> makes a
/// <see cref="Dataset{T}"/> of it.
/// </summary>
/// <remarks><threadsafety>Immutable; any number of threads may read one.</threadsafety></remarks>
public sealed partial class RawTable
{
    private readonly RawColumn[] columns;
    private readonly Dictionary<string, int> places;

    /// <summary>A table of columns.</summary>
    /// <param name="columns">At least one column of at least one row; all of the same number of rows, no two of one name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">There is no column or no row, the lengths differ, or two columns have one name.</exception>
    public RawTable(params IReadOnlyList<RawColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        this.columns = [.. columns];
        places = new(this.columns.Length, StringComparer.Ordinal);
        for (var i = 0; i < this.columns.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(columns[i], $"{nameof(columns)}[{i}]");
            if (!places.TryAdd(columns[i].Name, i))
            {
                throw new ArgumentException($"Two columns are named \"{columns[i].Name}\".", nameof(columns));
            }

            if (columns[i].Rows != columns[0].Rows)
            {
                throw new ArgumentException(
                    $"Column \"{columns[i].Name}\" has {Plural.Of(columns[i].Rows, "row")}, but \"{columns[0].Name}\" has " +
                    $"{columns[0].Rows}.", nameof(columns));
            }
        }

        if (this.columns.Length == 0 || Rows == 0)
        {
            throw new ArgumentException("A table needs at least one column of at least one row.", nameof(columns));
        }
    }

    /// <summary>The columns in their order.</summary>
    public IReadOnlyList<RawColumn> Columns => columns;

    /// <summary>The number of rows, at least 1; a row is an example.</summary>
    public int Rows => columns[0].Rows;

    /// <summary>
    /// The purpose of the rows: <see cref="DataRole.Unspecified"/> until a split or <see cref="WithRole"/> says it. Pipelines refuse to be
    /// fitted to a development or test set.
    /// </summary>
    public DataRole Role { get; private set; }

    /// <summary>The column of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public RawColumn this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return places.TryGetValue(name, out var place)
                ? columns[place]
                : throw new ArgumentException($"The table has no column \"{name}\"; its columns are {Names.Enumerated()}.", nameof(name));
        }
    }

    internal string[] Names => Array.ConvertAll(columns, column => column.Name);

    /// <summary>The same rows, not copied, with another role: says of a file of its own that it is the test set.</summary>
    /// <param name="role">What the rows are for.</param>
    public RawTable WithRole(DataRole role)
    {
        var same = (RawTable)MemberwiseClone();
        same.Role = role;
        return same;
    }

    /// <summary>Whether there is a column of this name.</summary>
    /// <param name="name">The name.</param>
    public bool Has(string name) => places.ContainsKey(name);

    /// <summary>
    /// The same table with other columns put in the places of some, one for one, many or none; the rest and the role stay.
    /// </summary>
    /// <param name="replace">Gives for a column those that take its place.</param>
    /// <exception cref="ArgumentException">What comes of it is no table.</exception>
    public RawTable Replace(Func<RawColumn, IEnumerable<RawColumn>> replace)
    {
        ArgumentNullException.ThrowIfNull(replace);
        return new RawTable([.. columns.SelectMany(replace)]).WithRole(Role);
    }

    /// <summary>The rows with these numbers, in this order; a number may occur more than once.</summary>
    /// <param name="rows">Numbers of rows, from 0 to <see cref="Rows"/> − 1; at least one.</param>
    /// <exception cref="ArgumentException"><paramref name="rows"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no row of such a number.</exception>
    public RawTable Subset(params ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
        {
            throw new ArgumentException("A subset needs at least one row, but no number was given.", nameof(rows));
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)Rows)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(rows),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Number {rows[i]} at position {i} is not a row: the table has rows 0 to {Rows - 1}."));
            }
        }

        var chosen = new RawColumn[columns.Length];
        for (var column = 0; column < chosen.Length; column++)
        {
            chosen[column] = columns[column].Subset(rows);
        }

        return new RawTable(chosen).WithRole(Role);
    }

    /// <summary>The number of rows, then a line for each column.</summary>
    public override string ToString() =>
        $"Table: {Plural.Of(Rows, "row")}, " +
        $"{Plural.Of(columns.Length, "column")}\n{string.Join('\n', columns.Select(column => "  " + column))}";
}
