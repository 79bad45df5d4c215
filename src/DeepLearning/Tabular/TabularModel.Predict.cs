using DeepLearning.Data;

namespace DeepLearning.Tabular;

public sealed partial class TabularModel
{
    private const int RowsTogether = 1024;

    /// <summary>The answers to the rows of a table, in their order.</summary>
    /// <remarks>
    /// A category that training has not seen, and a value that is missing, are answered as well as can be. Numbers in a column of texts are
    /// taken for the texts that they are written as.
    /// </remarks>
    /// <param name="table">A table with the columns of <see cref="InputColumns"/>; others are passed over.</param>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A column is not there, or holds a text that is no number where training saw numbers alone.
    /// </exception>
    public TabularAnswer[] Predict(RawTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        table = encoding.Conform(table);
        var answers = new TabularAnswer[table.Rows];
        var rows = new int[Math.Min(RowsTogether, table.Rows)];
        for (var first = 0; first < answers.Length; first += rows.Length)
        {
            var some = rows.AsSpan(0, Math.Min(rows.Length, answers.Length - first));
            for (var i = 0; i < some.Length; i++)
            {
                some[i] = first + i;
            }

            var outputs = new float[some.Length * target.Outputs];
            ensemble.Predict(encoding.Encode(table, some), outputs);
            for (var i = 0; i < some.Length; i++)
            {
                answers[first + i] = answering.Answer(outputs.AsSpan(i * target.Outputs, target.Outputs));
            }
        }

        return answers;
    }

    /// <summary>The answers to the rows of a table, as a table.</summary>
    /// <param name="table">As of <see cref="Predict(RawTable)"/>.</param>
    /// <returns>
    /// A column of probabilities for each class, named as the class; or the columns <c>prediction</c>, <c>lower</c> and <c>upper</c>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">As of <see cref="Predict(RawTable)"/>.</exception>
    public RawTable PredictTable(RawTable table)
    {
        var answers = Predict(table);
        return Classes.Count > 0
            ? new([.. Classes.Select((name, k) => Column(name, answer => answer.Probabilities[k]))])
            : new(
                Column("prediction", answer => answer.Prediction), Column("lower", answer => answer.Lower),
                Column("upper", answer => answer.Upper));

        RawColumn Column(string name, Func<TabularAnswer, double> value) =>
            RawColumn.Numeric(name, [.. answers.Select(value)]);
    }

    /// <summary>The answer to one row.</summary>
    /// <param name="row">
    /// A cell for each of <see cref="InputColumns"/>, in their order: numbers, texts, null where one is missing.
    /// </param>
    /// <exception cref="ArgumentException">Another number of cells; as of <see cref="Predict(RawTable)"/>.</exception>
    public TabularAnswer Predict(params ReadOnlySpan<Cell> row)
    {
        if (row.Length != encoding.Columns.Count)
        {
            throw new ArgumentException(
                $"A row has a cell for each of {Plural.Of(encoding.Columns.Count, "column")}, " +
                $"{encoding.Columns.Select(column => column.Name).ToArray().Enumerated()}, but this one has {row.Length}.", nameof(row));
        }

        var columns = new RawColumn[row.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Column(encoding.Columns[i], row[i]);
        }

        return Predict(new RawTable(columns))[0];
    }

    /// <summary>The answer to one row, whose cells are given by the names of their columns.</summary>
    /// <param name="row">A cell for each of <see cref="InputColumns"/>; others are passed over.</param>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="ArgumentException">A column is not there; as of <see cref="Predict(RawTable)"/>.</exception>
    public TabularAnswer Predict(IReadOnlyDictionary<string, Cell> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Predict([.. encoding.Columns.Select(column => row.TryGetValue(column.Name, out var cell)
            ? cell
            : throw new ArgumentException(
                $"The row has no cell \"{column.Name}\"; a missing value must be said, by Cell.Missing or null.", nameof(row)))]);
    }

    private static RawColumn Column(ColumnEncoding column, Cell cell) =>
        cell.Number is { } number ? RawColumn.Numeric(column.Name, number)
        : column.IsText || cell.Text is not null ? RawColumn.Text(column.Name, cell.Text)
        : RawColumn.Numeric(column.Name, double.NaN);
}
