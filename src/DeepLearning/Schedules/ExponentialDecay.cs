using System.Globalization;

namespace DeepLearning;

/// <summary>Times γ after every epoch: γ^epoch.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Schedule.ExponentialDecay"/>.</remarks>
internal sealed class ExponentialDecay : Schedule
{
    /// <summary>An exponential decay.</summary>
    /// <param name="gamma">γ, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is out of its range.</exception>
    public ExponentialDecay(double gamma = 0.95) => Gamma = Guard.InUnitIntervalNotZero(gamma);

    /// <summary>γ, the factor of one epoch.</summary>
    public double Gamma { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"ExponentialDecay({Gamma})");

    /// <inheritdoc/>
    public override double Factor(ScheduleContext context) => Math.Pow(Gamma, context.FinishedEpochs);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"exponential decay, × {Gamma} every epoch");
}
