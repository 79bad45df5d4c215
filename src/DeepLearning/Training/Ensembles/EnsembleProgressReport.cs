using System.Diagnostics;

namespace DeepLearning;

/// <summary>Counts the epochs of members that train side by side.</summary>
/// <param name="epochs">The epochs of all members.</param>
/// <param name="progress">Is told.</param>
internal sealed class EnsembleProgressReport(int epochs, IProgress<EnsembleProgress>? progress)
{
    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Dictionary<int, int> finished = [];
    private int before;

    /// <summary>A member has finished so many epochs; all of its own when it ends early.</summary>
    /// <param name="member">The number of the member.</param>
    /// <param name="count">How many epochs are behind it.</param>
    /// <param name="isResumed">Whether they were trained before this run began, so that they say nothing of its pace.</param>
    public void Add(int member, int count, bool isResumed = false)
    {
        lock (gate)
        {
            before += isResumed ? count : 0;
            finished[member] = count;
            var sum = finished.Values.Sum();
            if (sum > before)
            {
                var elapsed = clock.Elapsed;
                progress?.Report(new(sum, epochs, elapsed, elapsed * ((double)(epochs - sum) / (sum - before))));
            }
        }
    }
}
