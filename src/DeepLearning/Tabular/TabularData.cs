using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>
/// The training rows as networks see them. Where all inputs take much more room than the table, they are made anew for every batch.
/// </summary>
internal sealed class TabularData
{
    /// <summary>The room that the inputs of any table may take.</summary>
    private const long FreeBytes = 128 << 20;

    private readonly RawTable table;
    private readonly float[]? inputs;
    private readonly float[] targets;

    /// <param name="table">The training rows, as the encoding takes them.</param>
    /// <param name="targets">Y of all rows, n_y × m.</param>
    /// <param name="encoding">What the inputs are made by.</param>
    /// <param name="target">What is learned.</param>
    /// <param name="weights">How much each row counts; null where all count the same.</param>
    public TabularData(RawTable table, float[] targets, TableEncoding encoding, TabularTarget target, double[]? weights)
    {
        (this.table, this.targets, Encoding, Target, Weights) = (table, targets, encoding, target, weights);
        int[] rows = [.. Enumerable.Range(0, table.Rows)];
        var room = Math.Max(FreeBytes, (long)table.Rows * encoding.Columns.Count * sizeof(double));
        inputs = (Int128)table.Rows * encoding.FullWidth * sizeof(float) <= room ? encoding.Encode(table, rows) : null;
    }

    /// <summary>What the inputs are made by.</summary>
    public TableEncoding Encoding { get; }

    /// <summary>What is learned.</summary>
    public TabularTarget Target { get; }

    /// <summary>How much each row counts; null where all count the same.</summary>
    public double[]? Weights { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => table.Rows;

    /// <summary>The number of inputs, of all or of the plain ones.</summary>
    public int Width(bool isFull) => isFull ? Encoding.FullWidth : Encoding.PlainWidth;

    /// <summary>Writes X of some rows, n_x × m.</summary>
    public void X(ReadOnlySpan<int> rows, bool isFull, Span<float> x)
    {
        if (inputs is null)
        {
            Encoding.Encode(table, rows, isFull, x);
            return;
        }

        var width = Width(isFull);
        for (var i = 0; i < rows.Length; i++)
        {
            inputs.AsSpan(rows[i] * Encoding.FullWidth, width).CopyTo(x[(i * width)..]);
        }
    }

    /// <summary>Writes Y of some rows, n_y × m.</summary>
    public void Y(ReadOnlySpan<int> rows, Span<float> y)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            targets.AsSpan(rows[i] * Target.Outputs, Target.Outputs).CopyTo(y[(i * Target.Outputs)..]);
        }
    }
}
