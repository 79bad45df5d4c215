using System.Diagnostics;

namespace DeepLearning.Tabular;

/// <summary>Counts the epochs of members that train side by side.</summary>
internal sealed class TabularProgressReport(int epochs, IProgress<TabularProgress>? progress)
{
    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Dictionary<int, int> finished = [];

    /// <summary>A member has finished an epoch.</summary>
    public void Add(int member, EpochRecord epoch) => Set(member, epoch.Epoch);

    /// <summary>A member is done, perhaps before its last epoch.</summary>
    public void Finish(int member, int epochsOfMember) => Set(member, epochsOfMember);

    private void Set(int member, int count)
    {
        lock (gate)
        {
            finished[member] = count;
            var sum = finished.Values.Sum();
            progress?.Report(new(sum, epochs, clock.Elapsed, clock.Elapsed * ((double)(epochs - sum) / sum)));
        }
    }
}
