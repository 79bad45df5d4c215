using System.Diagnostics;

namespace DeepLearning.Tabular;

/// <summary>How much is trained: so many members for so many epochs each.</summary>
/// <param name="Members">The number of members.</param>
/// <param name="Epochs">The number of epochs of each.</param>
internal sealed record TrainingPlan(int Members, int Epochs)
{
    /// <summary>Fewer epochs than these leave a network worse than fewer networks would leave the ensemble.</summary>
    private const int FewestEpochs = 16;

    /// <summary>What measuring the pace is worth, and what is left for training.</summary>
    private const double ShareOfMeasuring = 0.05;
    private const double ShareOfTraining = 0.8;
    private const double MostSecondsOfMeasuring = 2;

    /// <summary>A round of members that is not surely done in time is not begun.</summary>
    private const double Reserve = 1.2;

    /// <summary>Code that has just been compiled is slow at first: the pace is that of the quickest of several pieces.</summary>
    private const int Pieces = 5;

    /// <summary>As much of the plan as a time allows.</summary>
    /// <param name="limit">The time, of which none has passed.</param>
    /// <param name="data">The training rows.</param>
    /// <param name="members">The rows of each member.</param>
    /// <param name="cancellationToken">Ends the measuring.</param>
    public TrainingPlan Within(TimeSpan limit, TabularData data, MemberRows[] members, CancellationToken cancellationToken)
    {
        var piece = TimeSpan.FromSeconds(Math.Min(MostSecondsOfMeasuring, ShareOfMeasuring * limit.TotalSeconds) / Pieces);
        var pace = Enumerable.Range(0, Pieces).Min(_ => SecondsPerEpoch(data, members, piece, cancellationToken));
        return Within(ShareOfTraining * limit.TotalSeconds, pace, Backend.Threads);
    }

    /// <summary>As much of the plan as so many seconds allow at a pace.</summary>
    /// <param name="seconds">The time that there is.</param>
    /// <param name="secondsPerEpoch">The time of an epoch of one member on one thread.</param>
    /// <param name="threads">How many members are trained at a time.</param>
    public TrainingPlan Within(double seconds, double secondsPerEpoch, int threads)
    {
        for (var members = Members; ; members = (members + 1) / 2)
        {
            // Members that are trained after one another: the last round may not fill all threads.
            var rounds = (members + threads - 1) / threads;
            var epochs = (int)Math.Min(Epochs, seconds / (rounds * secondsPerEpoch));
            if (epochs >= Math.Min(FewestEpochs, Epochs) || members == 1)
            {
                return new(members, Math.Max(1, epochs));
            }
        }
    }

    /// <summary>How many members more are trained in the time that is left, as many at a time as there are threads.</summary>
    /// <param name="members">The members that there are still.</param>
    /// <param name="left">The time that is left.</param>
    /// <param name="took">The time that some have taken.</param>
    /// <param name="trained">How many they were.</param>
    /// <param name="threads">How many are trained at a time.</param>
    public static int Further(int members, TimeSpan left, TimeSpan took, int trained, int threads)
    {
        var round = took / ((trained + threads - 1) / threads);
        return left > round * Reserve ? Math.Min(members, threads) : 0;
    }

    private double SecondsPerEpoch(TabularData data, MemberRows[] members, TimeSpan time, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var clock = Stopwatch.StartNew();
        end.CancelAfter(time);
        var epochs = new MemberTraining(data, number: 0, members[0], Epochs, seed: 0).Measure(end.Token);
        return clock.Elapsed.TotalSeconds / epochs;
    }
}
