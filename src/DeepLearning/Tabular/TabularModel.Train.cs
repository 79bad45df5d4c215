using System.Diagnostics;
using DeepLearning.Data;

namespace DeepLearning.Tabular;

public sealed partial class TabularModel
{
    /// <summary>Learns to predict a column of a table from the others.</summary>
    /// <remarks>
    /// Rows without a target are left out, and <see cref="Notes"/> says so. The same table, options and seed give the same model, bit for
    /// bit, on any number of threads, unless it was cancelled or <see cref="TabularOptions.TimeLimit"/> cut it short.
    /// </remarks>
    /// <param name="train">The training rows, as they are: numbers, texts and holes.</param>
    /// <param name="target">The name of the column to predict.</param>
    /// <param name="options">What is to be otherwise than by default.</param>
    /// <param name="progress">Is told how far training is, at the end of every epoch of every network.</param>
    /// <param name="cancellationToken">
    /// Ends training soon. That is no error: the model is that of the networks that were begun, each as it was at its best.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="train"/> or <paramref name="target"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There is no such column, fewer than two rows have a target, all targets are the same class, no column tells anything, or a column
    /// that <paramref name="options"/> names does not serve.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled before any network had taken a step.</exception>
    public static TabularModel Train(
        RawTable train, string target, TabularOptions? options = null, IProgress<EnsembleProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        var clock = Stopwatch.StartNew();
        options ??= new();
        var notes = new List<string>();
        var rows = TabularGuard.RowsWithTarget(train, target, notes);
        var goal = TabularGuard.Target(rows, target, options);
        var weights = TabularGuard.Weights(rows, options);
        var columns = TableEncoding.Fit(rows, TabularGuard.Inputs(rows, target, options));
        TabularGuard.RequireInputs(columns, target);
        var members = MemberRows.Of(
            rows, goal, options, TabularTraining.MembersFor(options), new RandomStream(options.Seed).Fork("folds"));
        var data = new TabularData(columns.Conform(rows), goal.Y(rows, [.. Enumerable.Range(0, rows.Rows)]), columns, goal, weights);
        var trained = TabularTraining.Run(data, members, options, progress, cancellationToken);
        var calibrated = goal.Calibrate(rows, trained, weights);
        var (seen, answers) = (Tabular.OutOfFold.Rows(rows, trained), Tabular.OutOfFold.Answers(goal, calibrated, trained));
        var evaluation = goal.Evaluate(seen, answers);
        return new(columns, goal, new([.. trained.Select(member => member.Network)]), calibrated)
        {
            OutOfFold = evaluation.Measures,
            Notes = notes,
            Training = new(rows, trained, seen, answers, evaluation, clock.Elapsed),
        };
    }
}
