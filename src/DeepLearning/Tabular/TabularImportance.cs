namespace DeepLearning.Tabular;

/// <summary>The importance of every column for the answers of a <see cref="TabularModel"/>. Prints itself as a table with bars.</summary>
/// <remarks><threadsafety>Immutable.</threadsafety></remarks>
public sealed class TabularImportance
{
    private const int BarLength = 40;

    internal TabularImportance(string measure, double baseline, IEnumerable<ColumnImportance> columns) =>
        (Measure, Baseline, Columns) = (measure, baseline, [.. columns.OrderByDescending(column => column.Increase)]);

    /// <summary>The measure that gets worse: <c>log-loss</c> or <c>RMSE</c>.</summary>
    public string Measure { get; }

    /// <summary>The measure with all columns as they are.</summary>
    public double Baseline { get; }

    /// <summary>The columns, the most important first.</summary>
    public IReadOnlyList<ColumnImportance> Columns { get; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var (width, most) = (Columns.Max(column => column.Column.Length), Math.Max(double.Epsilon, Columns[0].Increase));
        return string.Join('\n', Columns.Select(Line).Prepend(
            $"{Measure} {Number.Of(Baseline)}; when the values of a column are shuffled, it grows by"));

        string Line(ColumnImportance column)
        {
            var (increase, error) = (Number.Of(column.Increase), Number.Of(column.StandardError));
            var bar = new string('█', (int)Math.Round(BarLength * Math.Clamp(column.Increase / most, 0, 1)));
            return $"{column.Column.PadRight(width)}  {increase,9} ± {error,-8} {bar}".TrimEnd();
        }
    }
}
