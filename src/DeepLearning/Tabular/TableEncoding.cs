using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>What a table becomes: the plain inputs of all columns, then their fine inputs.</summary>
internal sealed class TableEncoding
{
    private const int FineInputs = 512;
    private const int FewestBins = 4;
    private const int MostBins = 32;

    private readonly ColumnEncoding[] columns;
    private readonly ColumnEncoding[] encoded;

    /// <param name="columns">The columns that tell something.</param>
    /// <param name="neighbours">What the neighbours of a row tell; null where no columns are a place.</param>
    public TableEncoding(IReadOnlyList<ColumnEncoding> columns, NeighbourInput? neighbours = null)
    {
        (this.columns, Neighbours) = ([.. columns], neighbours);
        encoded = neighbours is null ? this.columns : [.. columns, neighbours.Encoding];
        PlainWidth = encoded.Sum(column => column.PlainWidth);
        FullWidth = PlainWidth + encoded.Sum(column => column.FineWidth);
    }

    /// <summary>The columns that tell something.</summary>
    public IReadOnlyList<ColumnEncoding> Columns => columns;

    /// <summary>What the neighbours of a row tell; null where no columns are a place.</summary>
    public NeighbourInput? Neighbours { get; }

    /// <summary>The number of plain inputs, which come first.</summary>
    public int PlainWidth { get; }

    /// <summary>The number of all inputs.</summary>
    public int FullWidth { get; }

    /// <summary>Learns the columns of a training table.</summary>
    /// <param name="train">The training rows.</param>
    /// <param name="names">The columns to learn from.</param>
    /// <param name="neighboursTell">What neighbours may tell of a row: a number to predict; null where they may tell nothing.</param>
    /// <exception cref="ArgumentException">It cannot be said what a column holds.</exception>
    public static TableEncoding Fit(RawTable train, IReadOnlyList<string> names, NumericColumn? neighboursTell = null)
    {
        var readings = names.Select(name => ColumnReading.Of(train[name])).ToArray();
        if (Array.Find(readings, reading => reading.Problem is not null) is { } ambiguous)
        {
            throw new ArgumentException(ambiguous.Problem, nameof(train));
        }

        var bins = Math.Clamp(FineInputs / Math.Max(1, readings.Count(reading => reading.IsNumber)), FewestBins, MostBins);
        ColumnEncoding[] fitted = [.. readings.Select(reading => reading.Fit(bins)).OfType<ColumnEncoding>()];
        NumericColumn[] numbers = [.. fitted.OfType<NumberEncoding>().Select(column => (NumericColumn)train[column.Name])];
        return new(fitted, neighboursTell is null ? null : NeighbourInput.Fit(train, numbers, neighboursTell, bins));
    }

    /// <summary>A table with these columns alone, each in the form that is encoded.</summary>
    /// <param name="table">The table.</param>
    /// <param name="trainingRows">The number of each row in the training table; none where none was there.</param>
    /// <exception cref="ArgumentException">A column is not there, or a value of it is of another kind than it was learned as.</exception>
    public RawTable Conform(RawTable table, ReadOnlySpan<int> trainingRows = default)
    {
        RawTable conformed = new([.. columns.Select(column => column.Conform(table[column.Name]))]);
        return Neighbours?.AddTo(conformed, trainingRows) ?? conformed;
    }

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

        Neighbours?.AddTo(transforms);

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
        foreach (var column in encoded)
        {
            column.Encode(table[column.Name], rows, new(inputs, isFull ? FullWidth : PlainWidth, plain, isFull ? fine : null));
            (plain, fine) = (plain + column.PlainWidth, fine + column.FineWidth);
        }
    }
}
