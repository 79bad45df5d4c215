using System.Globalization;

namespace DeepLearning.Reporting;

/// <summary>An axis on which equal ratios are equally far apart.</summary>
internal sealed class LogarithmicScale : Scale
{
    private static readonly int[] Digits = [1, 2, 5];

    public override double Place(double value) => Math.Log(value / Low) / Math.Log(High / Low);

    /// <summary>An axis that holds two values greater than 0, ending at 1, 2 or 5 times a power of ten.</summary>
    public static LogarithmicScale Over(double low, double high, int most)
    {
        // A decade more on both sides, since the logarithm of a number just beside a power of ten may be rounded to that of the power.
        var first = (int)Math.Floor(Math.Log10(low)) - 1;
        var last = (int)Math.Ceiling(Math.Log10(high)) + 1;
        var round = Enumerable.Range(first, last - first + 1)
            .SelectMany(power => Digits.Select(digit => (Value: Round(digit, power), Digit: digit, Power: power)));
        var within = round.ToList();
        var start = within.FindLastIndex(tick => tick.Value <= low);
        var end = within.FindIndex(tick => tick.Value >= high);
        within = within[start..(end + 1)];

        // Every round number when there is room, else powers of ten, else every so many of them.
        var powers = within.Count(tick => tick.Digit == 1);
        var every = ((powers - 1) / most) + 1;
        var ticks = within.Count <= most + 2
            ? within
            : within.Where(tick => tick.Digit == 1 && (tick.Power - within[^1].Power) % every == 0);
        return new LogarithmicScale
        {
            Low = within[0].Value,
            High = within[^1].Value,
            Ticks = [.. ticks.Select(tick => (tick.Value, Number.Short(tick.Value)))],
        };
    }

    /// <summary>The double nearest to a decimal number, which a product of powers is not always.</summary>
    private static double Round(int digit, int power) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digit}e{power}"), CultureInfo.InvariantCulture);
}
