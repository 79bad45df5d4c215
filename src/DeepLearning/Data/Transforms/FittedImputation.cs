using System.Collections.ObjectModel;

namespace DeepLearning;

/// <summary>Missing values filled in: what the imputations have learned.</summary>
public sealed class FittedImputation : FittedTransform
{
    private readonly Dictionary<string, Cell> fills;

    /// <summary>An imputation of these columns; the others stay.</summary>
    /// <param name="columns">A value for each column.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    public FittedImputation(IEnumerable<ColumnFill> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = Array.AsReadOnly(columns.ToArray());
        fills = Columns.ToDictionary(fill => fill.Column, fill => fill.Value, StringComparer.Ordinal);
    }

    /// <summary>What is filled into each column.</summary>
    public ReadOnlyCollection<ColumnFill> Columns { get; }

    /// <inheritdoc/>
    public override RawTable Apply(RawTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Replace(column => [fills.TryGetValue(column.Name, out var fill) ? Fill(column, fill) : column]);
    }

    private static RawColumn Fill(RawColumn column, Cell fill) => column switch
    {
        NumericColumn numbers when fill.Number is { } number =>
            new NumericColumn(column.Name, Array.ConvertAll(numbers.Values.ToArray(), value => double.IsNaN(value) ? number : value)),
        TextColumn texts when fill.Text is { } text => new TextColumn(column.Name, Array.ConvertAll(texts.Values.ToArray(), value => value ?? text)),
        _ => column,
    };
}
