using System.Collections.ObjectModel;

namespace DeepLearning.Data;

/// <summary>Numeric columns shifted and scaled: what standardization and min–max scaling have learned.</summary>
internal sealed class FittedScaling : FittedTransform
{
    private readonly Dictionary<string, ColumnScaling> scalings;

    /// <summary>A scaling of these columns; the others stay.</summary>
    /// <param name="columns">A scaling for each column.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">A column is named twice.</exception>
    public FittedScaling(IEnumerable<ColumnScaling> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = Array.AsReadOnly(columns.ToArray());
        scalings = ByColumn(Columns, scaling => scaling.Column);
    }

    /// <summary>The scaling of each column.</summary>
    public ReadOnlyCollection<ColumnScaling> Columns { get; }

    /// <inheritdoc/>
    public override RawTable Apply(RawTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (var scaling in Columns)
        {
            Require(scaling.Column, isText: false, table);
        }

        return table.Replace(
            column =>
                [column is NumericColumn numeric && scalings.TryGetValue(column.Name, out var scaling) ? Scale(numeric, scaling) : column]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<InputColumn> ColumnsAfter(IReadOnlyList<InputColumn> columns)
    {
        Require(Columns.Select(scaling => (scaling.Column, false)), columns);
        return columns;
    }

    internal override bool LearnedTheSameAs(FittedTransform other) =>
        other is FittedScaling scaling && Columns.SequenceEqual(scaling.Columns);

    private static NumericColumn Scale(NumericColumn column, ColumnScaling scaling)
    {
        var scaled = new double[column.Rows];
        for (var row = 0; row < scaled.Length; row++)
        {
            scaled[row] = scaling.Apply(column.Values[row]);
        }

        return new NumericColumn(column.Name, scaled);
    }
}
