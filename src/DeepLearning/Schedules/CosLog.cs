using System.Globalization;

namespace DeepLearning;

/// <summary>
/// Cycles from 0 up to 1 and back, each twice as long as the one before, step by step: ½ (1 − cos(2π log₂(1 + (2ⁿ − 1) · fraction))).
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Schedule.CosLog"/>.</remarks>
internal sealed class CosLog : Schedule
{
    /// <summary>The longest run of cycles whose first one is still more than nothing.</summary>
    private const int MostCycles = 30;

    /// <summary>So many cycles.</summary>
    /// <param name="cycles">n, from 1 to 30.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cycles"/> is out of its range.</exception>
    public CosLog(int cycles = 4) => Cycles = cycles is >= 1 and <= MostCycles
        ? cycles
        : throw Guard.Range(nameof(cycles), cycles, $"from 1 to {MostCycles}");

    /// <summary>n, the number of cycles.</summary>
    public int Cycles { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"CosLog({Cycles})");

    /// <inheritdoc/>
    public override double Factor(ScheduleContext context) =>
        0.5 * (1 - Math.Cos(2 * Math.PI * Math.Log2(1 + ((Math.Pow(2, Cycles) - 1) * context.Fraction))));

    /// <inheritdoc/>
    public override string ToString() => Cycles == 1
        ? "one cycle from × 0 up to × 1 and back"
        : $"{Plural.Of(Cycles, "cycle")} from × 0 up to × 1 and back, each twice as long as the one before";
}
