using System.Collections.ObjectModel;

namespace DeepLearning.Data;

/// <summary>Missing values filled in: what the imputations have learned.</summary>
internal sealed class FittedImputation : FittedTransform
{
    private readonly Dictionary<string, ColumnFill> fills;

    /// <summary>An imputation of these columns; the others stay.</summary>
    /// <param name="columns">A value for each column.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">A column is named twice, or what is filled in is missing itself.</exception>
    public FittedImputation(IEnumerable<ColumnFill> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = Array.AsReadOnly(columns.ToArray());
        fills = ByColumn(Columns, fill => fill.Column);
        if (Columns.FirstOrDefault(fill => fill.Value.IsMissing) is { } nothing)
        {
            throw new ArgumentException($"What is filled into column \"{nothing.Column}\" may not be missing itself.", nameof(columns));
        }
    }

    /// <summary>What is filled into each column.</summary>
    public ReadOnlyCollection<ColumnFill> Columns { get; }

    /// <inheritdoc/>
    public override RawTable Apply(RawTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (var fill in Columns)
        {
            Require(fill.Column, fill.Value.Text is not null, table);
        }

        return table.Replace(column => [fills.TryGetValue(column.Name, out var fill) ? Fill(column, fill.Value) : column]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<InputColumn> ColumnsAfter(IReadOnlyList<InputColumn> columns)
    {
        Require(Columns.Select(fill => (fill.Column, fill.Value.Text is not null)), columns);
        return columns;
    }

    internal override bool LearnedTheSameAs(FittedTransform other) =>
        other is FittedImputation imputation && Columns.SequenceEqual(imputation.Columns);

    private static RawColumn Fill(RawColumn column, Cell fill) => column switch
    {
        NumericColumn numbers when fill.Number is { } number =>
            new NumericColumn(column.Name, Array.ConvertAll(numbers.Values.ToArray(), value => double.IsNaN(value) ? number : value)),
        TextColumn texts when fill.Text is { } text =>
            new TextColumn(column.Name, Array.ConvertAll(texts.Values.ToArray(), value => value ?? text)),
        _ => column,
    };
}
