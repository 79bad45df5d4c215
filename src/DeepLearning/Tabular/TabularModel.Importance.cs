using DeepLearning.Data;

namespace DeepLearning.Tabular;

public sealed partial class TabularModel
{
    /// <summary>
    /// Measures how much the answers need each column: its values are shuffled among the rows, so that it tells nothing, and the answers
    /// are measured again.
    /// </summary>
    /// <remarks>
    /// Of two columns that say the same, each seems to be of little use, since the other one stays. Source: Breiman, "Random forests",
    /// 2001; Fisher, Rudin and Dominici, "All models are wrong, but many are useful", 2019. The standard error is that of the mean over the
    /// rows. The same table and seed give the same figures.
    /// </remarks>
    /// <param name="table">Rows whose truth is known and that the model has not learned from, two or more.</param>
    /// <param name="repeats">How often each column is shuffled, 1 or greater.</param>
    /// <param name="seed">Decides how the values are shuffled.</param>
    /// <param name="cancellationToken">Ends the measuring with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">As of <see cref="Evaluate"/>; or there is one row alone.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="repeats"/> is less than 1.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TabularImportance Importance(
        RawTable table, int repeats = 3, long seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        Guard.Positive(repeats);
        TabularGuard.RequireTargets(table, Target);
        if (table.Rows < 2)
        {
            throw new ArgumentException("Values are shuffled among two rows or more, but the table has 1.", nameof(table));
        }

        return Importance(table, Predict, repeats, new RandomStream(seed).Fork("importance"), cancellationToken);
    }

    /// <summary>
    /// The importance of the columns for the answers to the training rows, each by the network that has not learned from it.
    /// </summary>
    internal TabularImportance OutOfFoldImportance(TabularTrainingRecord training) => Importance(
        training.Rows, rows => Tabular.OutOfFold.Answers(rows, encoding, target, answering, training.Members), repeats: 3,
        new RandomStream(1).Fork("importance"), CancellationToken.None);

    private TabularImportance Importance(
        RawTable table, Func<RawTable, TabularAnswer[]> predict, int repeats, RandomStream random, CancellationToken cancellationToken)
    {
        var losses = target.Losses(table, predict(table));
        return new(
            target.Measure, target.MeasureOf(losses.Average()),
            encoding.Columns.Select((column, number) =>
                Importance(table, predict, column.Name, losses, repeats, random.Fork(number), cancellationToken)));
    }

    private ColumnImportance Importance(
        RawTable table, Func<RawTable, TabularAnswer[]> predict, string column, double[] losses, int repeats, RandomStream random,
        CancellationToken cancellationToken)
    {
        var increases = new double[table.Rows];
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] order = [.. Enumerable.Range(0, table.Rows)];
            random.Fork(repeat).Shuffle<int>(order);
            var shuffled = table[column].Subset(order);
            var other = table.Replace(one => [string.Equals(one.Name, column, StringComparison.Ordinal) ? shuffled : one]);
            var worse = target.Losses(table, predict(other));
            for (var row = 0; row < increases.Length; row++)
            {
                increases[row] += (worse[row] - losses[row]) / repeats;
            }
        }

        var (before, mean) = (losses.Average(), increases.Average());
        var error = Math.Sqrt(increases.Sum(increase => (increase - mean) * (increase - mean)) / (increases.Length - 1) / increases.Length);
        return new(column, target.MeasureOf(before + mean) - target.MeasureOf(before), error * target.Slope(before + mean));
    }
}
