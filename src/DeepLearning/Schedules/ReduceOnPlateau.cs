using System.Globalization;

namespace DeepLearning;

/// <summary>Times γ whenever the cost has not become smaller for more than some epochs.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Schedule.ReduceOnPlateau"/>.</remarks>
internal sealed class ReduceOnPlateau : Schedule
{
    /// <summary>A reduction on plateaus.</summary>
    /// <param name="gamma">γ, in (0, 1).</param>
    /// <param name="patience">How many epochs without progress are borne, 0 or greater.</param>
    /// <param name="threshold">The least progress that counts, as a share of the best cost; in [0, 1).</param>
    /// <param name="cooldown">How many epochs after a reduction are not counted, 0 or greater.</param>
    /// <param name="least">The smallest factor, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public ReduceOnPlateau(double gamma = 0.1, int patience = 10, double threshold = 1e-4, int cooldown = 0, double least = 0)
    {
        Gamma = Guard.InsideUnitInterval(gamma);
        Patience = Guard.NotNegative(patience);
        Threshold = Guard.Decay(threshold);
        Cooldown = Guard.NotNegative(cooldown);
        Least = Guard.InUnitInterval(least);
    }

    /// <summary>γ, the factor of one reduction.</summary>
    public double Gamma { get; }

    /// <summary>How many epochs without progress are borne.</summary>
    public int Patience { get; }

    /// <summary>The least progress that counts, as a share of the best cost.</summary>
    public double Threshold { get; }

    /// <summary>How many epochs after a reduction are not counted.</summary>
    public int Cooldown { get; }

    /// <summary>The smallest factor.</summary>
    public double Least { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(
        CultureInfo.InvariantCulture, $"ReduceOnPlateau({Gamma}, {Patience}, {Threshold}, {Cooldown}, {Least})");

    /// <inheritdoc/>
    public override double Factor(ScheduleContext context)
    {
        var (factor, best, idle, cooling) = (1.0, double.PositiveInfinity, 0, 0);
        foreach (var cost in context.Costs)
        {
            var progress = cost < best * (1 - Threshold);
            best = progress ? cost : best;
            idle = progress || cooling > 0 ? 0 : idle + 1;
            cooling = Math.Max(0, cooling - 1);
            if (idle > Patience)
            {
                (factor, idle, cooling) = (Math.Max(factor * Gamma, Least), 0, Cooldown);
            }
        }

        return factor;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"× {Gamma} on a plateau of " +
        $"{Plural.Of(Patience, "epoch")}{(Least > 0 ? $", × {Least.ToString(CultureInfo.InvariantCulture)} at least" : "")}");
}
