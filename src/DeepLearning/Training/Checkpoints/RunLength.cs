using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>
/// Whether a run can be gone on with to another end than it was begun for, and still have the bits of one that was begun for the new end.
/// </summary>
internal static class RunLength
{
    /// <summary>Refuses a number of epochs that is already passed, or by which the steps that were taken would have been others.</summary>
    /// <param name="run">Where the run stands.</param>
    /// <param name="options">What it is to be gone on with.</param>
    /// <param name="argument">The name of the options.</param>
    /// <exception cref="ArgumentException">The run cannot be gone on with to this end.</exception>
    public static void Require<T>(RunState<T> run, FitOptions options, string argument)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (run.Settings.Epochs is not { } before || before == options.Epochs)
        {
            return;
        }

        var begun = run.Epochs.Count + (run.Batch > 0 ? 1 : 0);
        if (options.Epochs < begun)
        {
            throw new ArgumentException(
                $"The trainer was resumed in epoch {begun} of a run, but Epochs is {options.Epochs}: resume an earlier checkpoint, or go " +
                $"on to epoch {begun} at least.", argument);
        }

        if (FirstOther(run, options, before) is { } other)
        {
            throw new ArgumentException(
                $"The trainer was resumed in a run with Epochs = {before}, which cannot become one with {options.Epochs}: its schedule, " +
                $"{Settings.Text(options.Schedule)}, depends on where the run " +
                $"ends, and {other}. Resume it with Epochs = {before}, and train on with a second call of Fit; or begin anew.", argument);
        }
    }

    /// <summary>The first step whose learning rate would have been another; null when there is none.</summary>
    private static string? FirstOther<T>(RunState<T> run, FitOptions options, int before)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (old, changed) = (
            new ScheduledRate(options.Schedule, before, run.StepsPerEpoch),
            new ScheduledRate(options.Schedule, options.Epochs, run.StepsPerEpoch));
        var costs = run.Epochs.Select(epoch => epoch.WatchedCost).ToArray();
        for (var step = 0; step < run.StepCosts.Count; step++)
        {
            var (epoch, batch) = Math.DivRem(step, run.StepsPerEpoch);
            var (was, now) =
                (old.Factor(epoch + 1, batch, costs.AsSpan(0, epoch)), changed.Factor(epoch + 1, batch, costs.AsSpan(0, epoch)));
            if (!was.Equals(now))
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"would have multiplied the learning rate of step {step + 1} by {now} instead of {was}");
            }
        }

        return null;
    }
}
