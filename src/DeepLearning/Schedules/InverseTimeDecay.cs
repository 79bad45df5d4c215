using System.Globalization;

namespace DeepLearning;

/// <summary>The course's decay: α = α₀ / (1 + decay · epoch), so the factor is 1 / (1 + decay · epoch).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Schedule.InverseTimeDecay"/>.</remarks>
internal sealed class InverseTimeDecay : Schedule
{
    /// <summary>An inverse time decay.</summary>
    /// <param name="decay">The decay rate, 0 or greater: with 1 the learning rate is halved after one epoch.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is negative or not finite.</exception>
    public InverseTimeDecay(double decay = 1) => Decay = Guard.NotNegative(decay);

    /// <summary>The decay rate.</summary>
    public double Decay { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"InverseTimeDecay({Decay})");

    /// <inheritdoc/>
    public override double Factor(ScheduleContext context) => 1 / (1 + (Decay * context.FinishedEpochs));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"inverse-time decay of {Decay}");
}
