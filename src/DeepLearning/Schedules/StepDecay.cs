using System.Globalization;

namespace DeepLearning;

/// <summary>Times γ after every so many epochs: γ^⌊epoch / period⌋.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Schedule.StepDecay"/>.</remarks>
internal sealed class StepDecay : Schedule
{
    /// <summary>A decay in steps.</summary>
    /// <param name="period">How many epochs each learning rate lasts, 1 or greater.</param>
    /// <param name="gamma">γ, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public StepDecay(int period, double gamma = 0.1) => (Period, Gamma) = (Guard.Positive(period), Guard.InUnitIntervalNotZero(gamma));

    /// <summary>How many epochs each learning rate lasts.</summary>
    public int Period { get; }

    /// <summary>γ, the factor of one decay.</summary>
    public double Gamma { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"StepDecay({Period}, {Gamma})");

    /// <inheritdoc/>
    public override double Factor(ScheduleContext context) => Math.Pow(Gamma, context.FinishedEpochs / Period);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"step decay, × {Gamma} every {(Period == 1 ? "epoch" : Plural.Of(Period, "epoch"))}");
}
