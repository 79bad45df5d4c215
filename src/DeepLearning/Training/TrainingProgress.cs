using System.Runtime.InteropServices;

namespace DeepLearning;

/// <summary>The progress of a run: reported at the end of every epoch, and up to ten times a second in between.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Epochs">The number of epochs asked for.</param>
/// <param name="Step">The step within the epoch, counted from 1.</param>
/// <param name="StepsPerEpoch">The number of steps of an epoch.</param>
/// <param name="Cost">J, the mean cost of the epoch's steps so far.</param>
/// <param name="ExamplesPerSecond">The examples trained on in a second, over the whole run.</param>
/// <param name="Elapsed">The time since the run began.</param>
/// <param name="Remaining">The time left, if it goes on as it has.</param>
/// <param name="Finished">What the epoch ended with, when this report ends one; null in between.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TrainingProgress(
    int Epoch,
    int Epochs,
    int Step,
    int StepsPerEpoch,
    double Cost,
    double ExamplesPerSecond,
    TimeSpan Elapsed,
    TimeSpan Remaining,
    EpochRecord? Finished)
{
    /// <summary>
    /// The last inspected step; null before there is one, and without <see cref="FitOptions.InspectEverySteps"/>.
    /// </summary>
    public StepInspection? Inspection { get; init; }
}
