using DeepLearning.Data;
using DeepLearning.Numerics;

namespace DeepLearning.Tabular;

/// <summary>What a table becomes: the plain inputs of all columns, then their fine inputs.</summary>
internal sealed class TableEncoding
{
    private const int FineInputs = 512;
    private const int FewestBins = 4;
    private const int MostBins = 32;

    private readonly ColumnEncoding[] columns;

    /// <param name="columns">The columns that tell something.</param>
    public TableEncoding(IReadOnlyList<ColumnEncoding> columns)
    {
        this.columns = [.. columns];
        PlainWidth = this.columns.Sum(column => column.PlainWidth);
        FullWidth = PlainWidth + this.columns.Sum(column => column.FineWidth);
    }

    /// <summary>The columns that tell something.</summary>
    public IReadOnlyList<ColumnEncoding> Columns => columns;

    /// <summary>The number of plain inputs, which come first.</summary>
    public int PlainWidth { get; }

    /// <summary>The number of all inputs.</summary>
    public int FullWidth { get; }

    /// <summary>Learns the columns of a training table.</summary>
    /// <param name="train">The training rows.</param>
    /// <param name="names">The columns to learn from.</param>
    public static TableEncoding Fit(RawTable train, IReadOnlyList<string> names)
    {
        var numbers = names.Count(name => !train[name].IsText);
        var bins = Math.Clamp(FineInputs / Math.Max(1, numbers), FewestBins, MostBins);
        return new([.. names.Select(name => ColumnEncoding.Fit(train[name], bins)).OfType<ColumnEncoding>()]);
    }

    /// <summary>All inputs of some rows of a table, one row after another.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">The numbers of the rows.</param>
    public float[] Encode(RawTable table, ReadOnlySpan<int> rows)
    {
        var inputs = new float[ArrayLength.Of(FullWidth, rows.Length, "The inputs of a table", nameof(table))];
        var (plain, fine) = (0, PlainWidth);
        foreach (var column in columns)
        {
            column.Encode(table[column.Name], rows, new(inputs, FullWidth, plain, fine));
            (plain, fine) = (plain + column.PlainWidth, fine + column.FineWidth);
        }

        return inputs;
    }

    /// <summary>The plain inputs alone, of rows that have all.</summary>
    public float[] Plain(float[] inputs)
    {
        var rows = inputs.Length / FullWidth;
        var plain = new float[rows * PlainWidth];
        new ReadOnlyMatrixSpan<float>(inputs, FullWidth, rows).SliceRows(0, PlainWidth).CopyTo(new(plain, PlainWidth, rows));
        return plain;
    }
}
