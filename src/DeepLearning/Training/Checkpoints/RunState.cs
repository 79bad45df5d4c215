using System.Numerics;

namespace DeepLearning;

/// <summary>
/// Where a run of <see cref="Trainer{T}.Fit"/> stands between two steps, with all that its next steps depend on beside network and
/// optimizer.
/// </summary>
internal sealed class RunState<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The data and the options of the run, in words.</summary>
    public required Settings Settings { get; init; }

    /// <summary>The number of the trainer's steps.</summary>
    public required long Steps { get; init; }

    /// <summary>The number of steps of a whole epoch.</summary>
    public required int StepsPerEpoch { get; init; }

    /// <summary>The epoch of the next step, counted from 1; one more than there are when the run is over.</summary>
    public required int Epoch { get; init; }

    /// <summary>How many of its steps are done.</summary>
    public required int Batch { get; init; }

    /// <summary>Whether the run has ended for lack of progress.</summary>
    public required bool StoppedEarly { get; init; }

    /// <summary>Σ cost · examples over the steps of the epoch so far.</summary>
    public required double Costs { get; init; }

    /// <summary>What the best checkpoint has by its criterion; NaN before there is one.</summary>
    public required double BestCheckpoint { get; init; }

    /// <summary>The time that the run has taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>J of every step.</summary>
    public required IReadOnlyList<double> StepCosts { get; init; }

    /// <summary>What each finished epoch ended with.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>What early stopping remembers; null without.</summary>
    public required WatchState<T>? Watch { get; init; }

    /// <summary>What the averages of the weights remember; null without.</summary>
    public required AverageState<T>? Averages { get; init; }

    /// <summary>The network's parameters, where the network itself has been given those of the best epoch.</summary>
    public T[][]? Parameters { get; init; }
}
