using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>The training rows as networks see them: inputs, targets, and the fold of each.</summary>
internal sealed class TabularData
{
    private readonly float[] inputs;
    private readonly float[] y;

    public TabularData(RawTable table, TableEncoding encoding, TabularTarget target, int folds, RandomStream random)
    {
        (Encoding, Target) = (encoding, target);
        int[] rows = [.. Enumerable.Range(0, table.Rows)];
        inputs = encoding.Encode(table, rows);
        y = target.Y(table, rows);
        Folds = target.Folds(table, folds, random);
    }

    /// <summary>What the inputs are made by.</summary>
    public TableEncoding Encoding { get; }

    /// <summary>What is learned.</summary>
    public TabularTarget Target { get; }

    /// <summary>The fold of every row.</summary>
    public int[] Folds { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => Folds.Length;

    /// <summary>X of some rows, n_x × m.</summary>
    public float[] X(ReadOnlySpan<int> rows, bool isFull)
    {
        var width = isFull ? Encoding.FullWidth : Encoding.PlainWidth;
        var x = new float[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            inputs.AsSpan(rows[i] * Encoding.FullWidth, width).CopyTo(x.AsSpan(i * width));
        }

        return x;
    }

    /// <summary>Y of some rows, n_y × m.</summary>
    public float[] Y(ReadOnlySpan<int> rows)
    {
        var some = new float[rows.Length * Target.Outputs];
        for (var i = 0; i < rows.Length; i++)
        {
            y.AsSpan(rows[i] * Target.Outputs, Target.Outputs).CopyTo(some.AsSpan(i * Target.Outputs));
        }

        return some;
    }
}
