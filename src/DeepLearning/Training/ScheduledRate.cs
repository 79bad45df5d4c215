using System.Globalization;

namespace DeepLearning;

/// <summary>What a schedule multiplies the learning rate by, at every step of a run of some length.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Epochs">How many epochs the run has.</param>
/// <param name="StepsPerEpoch">How many steps each has.</param>
internal readonly record struct ScheduledRate(Schedule Schedule, int Epochs, int StepsPerEpoch)
{
    /// <summary>The factor of a step.</summary>
    /// <param name="epoch">Its epoch, counted from 1.</param>
    /// <param name="batch">How many steps of the epoch are finished.</param>
    /// <param name="costs">The cost after each finished epoch.</param>
    /// <exception cref="InvalidOperationException">The schedule gives no factor.</exception>
    public double Factor(int epoch, int batch, ReadOnlySpan<double> costs)
    {
        var factor = Schedule.Factor(new ScheduleContext
        {
            FinishedSteps = ((long)(epoch - 1) * StepsPerEpoch) + batch,
            TotalSteps = (long)Epochs * StepsPerEpoch,
            FinishedEpochs = epoch - 1,
            TotalEpochs = Epochs,
            Costs = costs,
        });
        return double.IsFinite(factor) && factor >= 0
            ? factor
            : throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The schedule {Schedule.Name} gave the factor {factor} at epoch {epoch}, step {batch + 1}; it must be a finite number, " +
                $"0 or greater."));
    }
}
