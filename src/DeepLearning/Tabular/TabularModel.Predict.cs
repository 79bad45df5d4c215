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
        table = ColumnKinds.Conform(table, encoding.Columns);
        var answers = new TabularAnswer[table.Rows];
        var rows = new int[Math.Min(RowsTogether, table.Rows)];
        for (var first = 0; first < answers.Length; first += rows.Length)
        {
            var count = Math.Min(rows.Length, answers.Length - first);
            for (var i = 0; i < count; i++)
            {
                rows[i] = first + i;
            }

            Predict(table, rows.AsSpan(0, count), answers.AsSpan(first, count));
        }

        return answers;
    }

    private void Predict(RawTable table, ReadOnlySpan<int> rows, Span<TabularAnswer> answers)
    {
        var (count, units) = (rows.Length, target.Outputs);
        var full = encoding.Encode(table, rows);
        var plain = encoding.Plain(full);
        var (logits, outputs) = (new float[count * units], new float[count * units]);
        var all = new float[count * units * members.Length];
        for (var m = 0; m < members.Length; m++)
        {
            Prediction<float>.Run(members[m].Network, members[m].IsFull ? full : plain, logits, outputs, count);
            for (var i = 0; i < count; i++)
            {
                logits.AsSpan(i * units, units).CopyTo(all.AsSpan(((i * members.Length) + m) * units));
            }
        }

        for (var i = 0; i < count; i++)
        {
            answers[i] = answering.Answer(all.AsSpan(i * members.Length * units, members.Length * units));
        }
    }
}
