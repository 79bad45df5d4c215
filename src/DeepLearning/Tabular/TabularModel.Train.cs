using DeepLearning.Data;

namespace DeepLearning.Tabular;

public sealed partial class TabularModel
{
    /// <summary>Learns to predict a column of a table from the others.</summary>
    /// <param name="train">The training rows, as they are: numbers, texts and holes.</param>
    /// <param name="target">The name of the column to predict.</param>
    /// <param name="options">What is to be otherwise than by default.</param>
    /// <param name="progress">Is told how far training is.</param>
    /// <param name="cancellationToken">Ends training with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="train"/> or <paramref name="target"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There is no such column, a row lacks its target, there are fewer than two rows, all targets are the same class, or no column tells
    /// anything.
    /// </exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public static TabularModel Train(
        RawTable train, string target, TabularOptions? options = null, IProgress<TabularProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        options ??= new();
        var goal = TabularGuard.Target(train, target, options);
        var columns = TableEncoding.Fit(train, TabularGuard.Inputs(train, target, options));
        TabularGuard.RequireInputs(columns, target);
        var folds = TabularTraining.MembersFor(train.Rows, options);
        var data = new TabularData(train, columns, goal, folds, new RandomStream(options.Seed).Fork("folds"));
        var trainings = TabularTraining.Run(data, folds, options, progress, cancellationToken);
        return new(
            columns, goal, [.. trainings.Select(training => new TabularMember(training.Network, training.IsFull))],
            goal.Calibrate(train, trainings));
    }
}
