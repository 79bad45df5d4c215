using System.Diagnostics;
using DeepLearning.Data;

namespace DeepLearning.Tabular;

public sealed partial class TabularModel
{
    /// <summary>Learns to predict a column of a table from the others.</summary>
    /// <remarks>
    /// <para>
    /// Rows without a target are left out, and <see cref="Notes"/> says so. The same table, options and seed give the same model, bit for
    /// bit, on any number of threads, unless it was cancelled or <see cref="TabularOptions.TimeLimit"/> cut it short.
    /// </para>
    /// <para>
    /// Where a number is predicted from 1,024 rows or more and two columns of numbers say where a row is, such as a longitude and a
    /// latitude, the targets of the nearest rows are one more input: their mean, by weights that fall with the distance (Franke and
    /// Nielson, "Smooth interpolation of large sets of scattered data", 1980). Columns are taken for a place where neighbours by both leave
    /// at most half of the squared errors that the columns leave one by one. The model then holds those two columns and the targets of up
    /// to 32,768 training rows, and its files do: <see cref="ToString"/> says so. Rows that <see cref="TabularOptions.Groups"/> marks,
    /// <see cref="TabularOptions.OrderedBy"/> orders or <see cref="TabularOptions.Weights"/> weighs tell each other nothing.
    /// </para>
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
        var columns = TableEncoding.Fit(
            rows, TabularGuard.Inputs(rows, target, options), goal.Averaged(rows, options));
        TabularGuard.RequireInputs(columns, target);
        var members = MemberRows.Of(
            rows, goal, options, TabularTraining.MembersFor(options), new RandomStream(options.Seed).Fork("folds"));
        int[] all = [.. Enumerable.Range(0, rows.Rows)];
        var data = new TabularData(columns.Conform(rows, all), goal.Y(rows, all), columns, goal, weights);
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
