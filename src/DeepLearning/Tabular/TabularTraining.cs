using DeepLearning.Numerics;

namespace DeepLearning.Tabular;

/// <summary>Trains an ensemble on a table: a member for each fold, side by side on all threads.</summary>
internal static class TabularTraining
{
    private const int Members = 8;
    private const int MembersWhenFast = 4;
    private const int SmallTable = 3000;
    private const int EpochsOfSmallTables = 128;
    private const int EpochsOfLargeTables = 64;

    /// <summary>Trains the members, and gives them in their order.</summary>
    /// <param name="data">The training rows, in as many folds as there are members.</param>
    /// <param name="members">The number of members.</param>
    /// <param name="options">The options.</param>
    /// <param name="progress">Is told of every finished epoch of every member.</param>
    /// <param name="cancellationToken">Ends the training after the current steps.</param>
    public static MemberTraining[] Run(
        TabularData data, int members, TabularOptions options, IProgress<TabularProgress>? progress, CancellationToken cancellationToken)
    {
        var epochs = (data.Rows < SmallTable ? EpochsOfSmallTables : EpochsOfLargeTables) / (options.Fast ? 2 : 1);
        var random = new RandomStream(options.Seed).Fork("members");
        var trainings = new MemberTraining[members];
        var report = new TabularProgressReport(members * epochs, progress);
        SharedThreads.Run(members, Backend.Threads, number =>
        {
            trainings[number] = new(data, number, epochs, (long)random.Bits(number));
            trainings[number].Run(epoch => report.Add(number, epoch), cancellationToken);
            report.Finish(number, epochs);
        });
        cancellationToken.ThrowIfCancellationRequested();
        return trainings;
    }

    /// <summary>How many members an ensemble for so many rows has.</summary>
    public static int MembersFor(int rows, TabularOptions options) => Math.Min(rows, options.Fast ? MembersWhenFast : Members);
}
