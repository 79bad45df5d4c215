using System.Buffers;
using System.Collections.ObjectModel;

namespace DeepLearning.Data;

/// <summary>A fitted transform that puts numeric columns in the place of each column that it is for; the others stay.</summary>
/// <typeparam name="TColumn">The kind of column that it is for.</typeparam>
/// <typeparam name="TItem">What it knows of one.</typeparam>
internal abstract class FittedColumns<TColumn, TItem> : FittedTransform
    where TColumn : RawColumn
    where TItem : class
{
    private static readonly bool IsText = typeof(TColumn) == typeof(TextColumn);

    private readonly Func<TItem, string> nameOf;
    private readonly Dictionary<string, TItem> items;

    /// <param name="columns">What is known of each column.</param>
    /// <param name="nameOf">The name of the column that an item is of.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">A column is named twice.</exception>
    private protected FittedColumns(IEnumerable<TItem> columns, Func<TItem, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = Array.AsReadOnly(columns.ToArray());
        this.nameOf = nameOf;
        items = ByColumn(Columns, nameOf);
    }

    /// <summary>What is known of each column.</summary>
    public ReadOnlyCollection<TItem> Columns { get; }

    /// <inheritdoc/>
    public override RawTable Apply(RawTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (var item in Columns)
        {
            Require(nameOf(item), IsText, table);
        }

        return table.Replace(
            column => column is TColumn own && items.TryGetValue(column.Name, out var item) ? Made(own, item) : [column]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<InputColumn> ColumnsAfter(IReadOnlyList<InputColumn> columns)
    {
        Require(Columns.Select(item => (nameOf(item), IsText)), columns);
        return
        [
            .. columns.SelectMany(column => items.TryGetValue(column.Name, out var item)
                ? NamesAfter(item).Select(name => new InputColumn(name, IsText: false))
                : [column]),
        ];
    }

    /// <summary>The names of the columns that take the place of one, in their order.</summary>
    public abstract IReadOnlyList<string> NamesAfter(TItem item);

    internal override bool LearnedTheSameAs(FittedTransform other) =>
        other is FittedColumns<TColumn, TItem> same && GetType() == other.GetType() && Columns.SequenceEqual(same.Columns);

    /// <summary>The columns that take the place of one.</summary>
    private protected abstract IEnumerable<NumericColumn> Made(TColumn column, TItem item);

    /// <summary>The column of the same name with what becomes of each value.</summary>
    private protected static NumericColumn Mapped(NumericColumn column, Func<double, double> of)
    {
        var mapped = new double[column.Rows];
        for (var row = 0; row < mapped.Length; row++)
        {
            mapped[row] = of(column.Values[row]);
        }

        return new NumericColumn(column.Name, mapped);
    }

    /// <summary>Columns of these names, the values of which are written for each row at once.</summary>
    private protected static NumericColumn[] Encoded<TValue>(
        IReadOnlyList<string> names, ReadOnlySpan<TValue> values, SpanAction<double, TValue> encode)
    {
        var columns = new double[names.Count][];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = new double[values.Length];
        }

        var inputs = new double[columns.Length];
        for (var row = 0; row < values.Length; row++)
        {
            encode(inputs, values[row]);
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i][row] = inputs[i];
            }
        }

        return [.. columns.Select((numbers, i) => new NumericColumn(names[i], numbers))];
    }
}
