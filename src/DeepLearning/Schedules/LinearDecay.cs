using System.Globalization;

namespace DeepLearning;

/// <summary>From 1 down to the last factor in a straight line, step by step: 1 − (1 − last) · fraction.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Schedule.LinearDecay"/>.</remarks>
internal sealed class LinearDecay : Schedule
{
    /// <summary>A linear decay.</summary>
    /// <param name="last">The factor that the run ends at, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="last"/> is out of its range.</exception>
    public LinearDecay(double last = 0) => Last = Guard.InUnitInterval(last);

    /// <summary>The factor that the run ends at.</summary>
    public double Last { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"LinearDecay({Last})");

    /// <inheritdoc/>
    public override double Factor(ScheduleContext context) => 1 - ((1 - Last) * context.Fraction);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture, $"linear decay to {(Last == 0 ? "0" : $"× {Last.ToString(CultureInfo.InvariantCulture)}")}");
}
