namespace DeepLearning.Reporting;

/// <summary>An axis on which equal differences are equally far apart.</summary>
internal sealed class LinearScale : Scale
{
    /// <summary>
    /// A range narrower than this share of its values is widened: the ticks of a narrower one would need too many digits.
    /// </summary>
    private const double Narrowest = 1e-3;

    public override double Place(double value) => (value - Low) / (High - Low);

    /// <summary>An axis that holds two values, ending at round numbers.</summary>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The largest value.</param>
    /// <param name="most">There will be about so many ticks.</param>
    /// <param name="ceiling">No value is above it, so the axis ends there if it is a tick.</param>
    /// <param name="inPercent">Whether 0.5 is written as 50 %.</param>
    public static LinearScale Over(double low, double high, int most, double ceiling = double.PositiveInfinity, bool inPercent = false)
    {
        var data = high;
        (low, high) = Widened(low, high);
        var step = NiceStep((high - low) / most);
        var first = Math.Floor((low / step) + 1e-9);
        var last = Math.Ceiling((high / step) - 1e-9);
        var highest = Math.Floor((ceiling / step) + 1e-9);
        if (last > highest && highest > first && highest * step >= data)
        {
            last = highest;
        }

        var factor = inPercent ? 100 : 1;
        var largest = Math.Max(Math.Abs(first), Math.Abs(last)) * step;
        return new LinearScale
        {
            Low = first * step,
            High = last * step,
            Ticks =
            [
                .. Enumerable.Range(0, (int)(last - first) + 1)
                    .Select(i => (first + i) * step)
                    .Select(value => (value, Number.Tick(factor * value, factor * step, factor * largest) + (inPercent ? " %" : ""))),
            ],
        };
    }

    /// <summary>The range from one value to another, or a wider one where it would be too narrow for an axis.</summary>
    public static (double Low, double High) Widened(double low, double high)
    {
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        var half = largest == 0 ? 1 : 0.05 * largest;
        return high - low > Narrowest * largest ? (low, high) : (low - half, high + half);
    }

    /// <summary>
    /// The axis from 0, or a later beginning, to the end of a run: it ends where the run ends, and whole numbers are ticks.
    /// </summary>
    public static LinearScale OfRun(double low, double high, int most)
    {
        var step = NiceStep((high - low) / most);
        return Exactly(low, high, high - low > 2 ? Math.Max(1, step) : step);
    }

    /// <summary>An axis that ends at two values of any kind, with about so many ticks in between.</summary>
    public static LinearScale Exactly(double low, double high, int most) => Exactly(low, high, NiceStep((high - low) / most));

    private static LinearScale Exactly(double low, double high, double step)
    {
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        var first = Math.Ceiling((low / step) - 1e-9);
        var last = Math.Floor((high / step) + 1e-9);
        return new LinearScale
        {
            Low = low,
            High = high,
            Ticks =
            [
                .. Enumerable.Range(0, (int)(last - first) + 1)
                    .Select(i => ((first + i) * step) + 0.0)
                    .Select(value => (value, Number.Tick(value, step, largest))),
            ],
        };
    }

    /// <summary>The least of 1, 2 and 5 times a power of ten that is not below a number.</summary>
    private static double NiceStep(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        var digit = atLeast / power;
        return power * (digit <= 1.0000001 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
