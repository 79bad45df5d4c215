using System.Diagnostics;
using DeepLearning.Numerics;

namespace DeepLearning.Tabular;

/// <summary>Trains the members of an ensemble on a table side by side, on all threads.</summary>
internal static class TabularTraining
{
    private const int Members = 8;
    private const int MembersWhenFast = 4;

    /// <summary>How many members an ensemble has.</summary>
    public static int MembersFor(TabularOptions options) => options.Fast ? MembersWhenFast : Members;

    /// <summary>How many epochs each member has.</summary>
    public static int EpochsFor(TabularData data, TabularOptions options) => data.Target.Epochs(data.Rows) / (options.Fast ? 2 : 1);

    /// <summary>Trains the members; those that were begun, in their order.</summary>
    /// <param name="data">The training rows.</param>
    /// <param name="members">The rows of each member.</param>
    /// <param name="options">The options.</param>
    /// <param name="progress">Is told of every finished epoch of every member.</param>
    /// <param name="cancellationToken">Ends the training after the current steps; members keep their best epoch so far.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before any network had taken a step.</exception>
    public static TrainedMember[] Run(
        TabularData data, MemberRows[] members, TabularOptions options, IProgress<EnsembleProgress>? progress,
        CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var plan = new TrainingPlan(members.Length, EpochsFor(data, options));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (options.TimeLimit is { } limit)
        {
            end.CancelAfter(limit);
            plan = plan.Within(limit, data, members, cancellationToken);
        }

        var random = new RandomStream(options.Seed).Fork("members");
        var trained = new TrainedMember?[members.Length];
        var report = new EnsembleProgressReport(plan.Members * plan.Epochs, progress);
        for (var (first, count) = (0, plan.Members); count > 0;)
        {
            var (began, trainedNow) = (clock.Elapsed, count);
            SharedThreads.Run(count, Backend.Threads, i => trained[first + i] = Train(first + i, plan.Epochs, end.Token));
            first += count;
            count = options.TimeLimit is not { } time || end.IsCancellationRequested
                ? 0
                : TrainingPlan.Further(
                    members.Length - first, time - clock.Elapsed, clock.Elapsed - began, trainedNow, Backend.Threads);
        }

        // However short the time, one network has an epoch.
        trained[0] = Array.TrueForAll(trained, member => member is null) ? Train(0, epochs: 1, cancellationToken) : trained[0];
        return trained.OfType<TrainedMember>().ToArray() is { Length: > 0 } some
            ? some
            : throw new OperationCanceledException("Training was cancelled before any network had taken a step.", cancellationToken);

        TrainedMember? Train(int number, int epochs, CancellationToken until)
        {
            var training = new MemberTraining(data, number, members[number], epochs, (long)random.Bits(number));
            var isPlanned = number < plan.Members;
            var member = training.Run(isPlanned ? epoch => report.Add(number, epoch) : null, until);
            if (isPlanned)
            {
                report.Add(number, plan.Epochs);
            }

            return member;
        }
    }
}
