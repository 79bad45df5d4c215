using System.Diagnostics;
using System.Globalization;

namespace DeepLearning.Processes;

/// <content>Whether it pays.</content>
public abstract partial class ProcessGroup
{
    private const double LeastGain = 1.1;

    private long running;
    private long waiting;

    /// <summary>
    /// Whether the processes have paid, in a sentence: the time that steps have taken on this process so far, the part of it that went by
    /// in waiting for others, and how many times as fast as one process alone that is at most.
    /// </summary>
    public string Report()
    {
        var (all, waited) = (Stopwatch.GetElapsedTime(0, running), Stopwatch.GetElapsedTime(0, waiting));
        if (all == TimeSpan.Zero)
        {
            return "No step has been taken.";
        }

        if (Size == 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"One process alone has taken {all.TotalSeconds:F1} s.");
        }

        // One process alone would compute what all do, and wait for nobody.
        var gain = Size * (1 - (waited / all));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Of {all.TotalSeconds:F1} s process {Rank} has waited {waited.TotalSeconds:F1} s for others; {Size} of them are at " +
            $"most {gain:F1} times as fast as one") +
            (gain > LeastGain
                ? "." : ", which does not pay: fewer processes, or larger batches, give each more to do between messages.");
    }

    /// <summary>Waits until something is so, giving way to whoever else is to run on this processor.</summary>
    internal void Await<TState>(TState state, Func<TState, bool> isSo)
    {
        var (begun, spin) = (Stopwatch.GetTimestamp(), default(SpinWait));
        while (!isSo(state))
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        waiting += Stopwatch.GetTimestamp() - begun;
    }

    /// <summary>Counts the time of a step.</summary>
    internal void Count(long begun) => running += Stopwatch.GetTimestamp() - begun;
}
