using DeepLearning.Data;

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
    /// <exception cref="ArgumentException">It cannot be said what a column holds.</exception>
    public static TableEncoding Fit(RawTable train, IReadOnlyList<string> names)
    {
        var readings = names.Select(name => ColumnReading.Of(train[name])).ToArray();
        if (Array.Find(readings, reading => reading.Problem is not null) is { } ambiguous)
        {
            throw new ArgumentException(ambiguous.Problem, nameof(train));
        }

        var bins = Math.Clamp(FineInputs / Math.Max(1, readings.Count(reading => reading.IsNumber)), FewestBins, MostBins);
        return new([.. readings.Select(reading => reading.Fit(bins)).OfType<ColumnEncoding>()]);
    }

    /// <summary>A table with these columns alone, each in the form that is encoded.</summary>
    /// <exception cref="ArgumentException">A column is not there, or a value of it is of another kind than it was learned as.</exception>
    public RawTable Conform(RawTable table) => new([.. columns.Select(column => column.Conform(table[column.Name]))]);

    /// <summary>The same as a pipeline, for an export.</summary>
    /// <param name="target">What is predicted.</param>
    /// <exception cref="NotSupportedException">A column is written in a way that no transform reads.</exception>
    public FittedPipeline AsPipeline(TabularTarget target)
    {
        var transforms = new ColumnTransforms();
        foreach (var column in columns)
        {
            column.AddTo(transforms);
        }

        return transforms.Pipeline([.. columns.Select(column => new InputColumn(column.Name, column.IsText))], target.Output);
    }

    /// <summary>All inputs of some rows of a table, one row after another.</summary>
    /// <param name="table">The table, as <see cref="Conform"/> gives it.</param>
    /// <param name="rows">The numbers of the rows.</param>
    public float[] Encode(RawTable table, ReadOnlySpan<int> rows)
    {
        var inputs = new float[ArrayLength.Of(FullWidth, rows.Length, "The inputs of a table", nameof(table))];
        Encode(table, rows, isFull: true, inputs);
        return inputs;
    }

    /// <summary>Writes the inputs of some rows of a table, one row after another.</summary>
    /// <param name="table">The table, as <see cref="Conform"/> gives it.</param>
    /// <param name="rows">The numbers of the rows.</param>
    /// <param name="isFull">Whether fine inputs are written too.</param>
    /// <param name="inputs">Where they are written.</param>
    public void Encode(RawTable table, ReadOnlySpan<int> rows, bool isFull, Span<float> inputs)
    {
        var (plain, fine) = (0, PlainWidth);
        foreach (var column in columns)
        {
            column.Encode(table[column.Name], rows, new(inputs, isFull ? FullWidth : PlainWidth, plain, isFull ? fine : null));
            (plain, fine) = (plain + column.PlainWidth, fine + column.FineWidth);
        }
    }
}
