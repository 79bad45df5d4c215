using System.Globalization;

namespace DeepLearning;

/// <summary>From 1 down to the last factor along half a cosine, step by step: last + ½ (1 − last) (1 + cos(π · fraction)).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Schedule.CosineDecay"/>.</remarks>
internal sealed class CosineDecay : Schedule
{
    /// <summary>A cosine decay.</summary>
    /// <param name="last">The factor that the run ends at, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="last"/> is out of its range.</exception>
    public CosineDecay(double last = 0) => Last = Guard.InUnitInterval(last);

    /// <summary>The factor that the run ends at.</summary>
    public double Last { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"CosineDecay({Last})");

    /// <inheritdoc/>
    public override double Factor(ScheduleContext context) => Between(1, Last, context.Fraction);

    /// <summary>From one factor to another along half a cosine; progress in [0, 1].</summary>
    internal static double Between(double from, double to, double progress) =>
        to + (0.5 * (from - to) * (1 + Math.Cos(Math.PI * progress)));

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture, $"cosine decay to {(Last == 0 ? "0" : $"× {Last.ToString(CultureInfo.InvariantCulture)}")}");
}
