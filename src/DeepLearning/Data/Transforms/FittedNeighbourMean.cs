namespace DeepLearning.Data;

/// <summary>The columns of a table, and behind them the mean of a number over the neighbours of each row.</summary>
/// <param name="name">The name of the new column.</param>
/// <param name="mean">The mean.</param>
internal sealed class FittedNeighbourMean(string name, NeighbourMean mean) : FittedTransform
{
    /// <summary>The name of the new column.</summary>
    public string Name { get; } = name;

    /// <summary>The mean.</summary>
    public NeighbourMean Mean { get; } = mean;

    /// <inheritdoc/>
    public override RawTable Apply(RawTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Apply(table, []);
    }

    /// <summary>The same for rows of the training set, none of which is a neighbour of its own.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="trainingRows">The number of each in the training set; none where none was there.</param>
    public RawTable Apply(RawTable table, ReadOnlySpan<int> trainingRows)
    {
        Require(Mean.First.Column, isText: false, table);
        Require(Mean.Second.Column, isText: false, table);
        var x = table[Mean.First.Column].Numbers;
        var y = table[Mean.Second.Column].Numbers;
        var means = new double[table.Rows];
        for (var row = 0; row < means.Length; row++)
        {
            means[row] = Mean.Of(x[row], y[row], trainingRows.IsEmpty ? -1 : trainingRows[row]);
        }

        return new RawTable([.. table.Columns, new NumericColumn(Name, means)]).WithRole(table.Role);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<InputColumn> ColumnsAfter(IReadOnlyList<InputColumn> columns)
    {
        Require([(Mean.First.Column, false), (Mean.Second.Column, false)], columns);
        return [.. columns, new InputColumn(Name, IsText: false)];
    }

    internal override bool LearnedTheSameAs(FittedTransform other) =>
        other is FittedNeighbourMean same && string.Equals(Name, same.Name, StringComparison.Ordinal) && Mean.IsSameAs(same.Mean);
}
