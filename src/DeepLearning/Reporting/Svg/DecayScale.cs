using System.Globalization;

namespace DeepLearning.Reporting;

/// <summary>An axis on which equal ratios of 1 − β are equally far apart: 0.9, 0.99, 0.999.</summary>
internal sealed class DecayScale : Scale
{
    private LogarithmicScale Rest { get; init; } = null!;

    public override double Place(double value) => 1 - Rest.Place(1 - value);

    /// <summary>An axis that holds two values less than 1.</summary>
    public static DecayScale Over(double low, double high, int most)
    {
        var rest = LogarithmicScale.Over(1 - high, 1 - low, most);
        return new DecayScale
        {
            Rest = rest,
            Low = 1 - rest.High,
            High = 1 - rest.Low,
            Ticks = [
                .. rest.Ticks.Reverse()
                    .Select(tick => (1 - tick.Value, (1 - tick.Value).ToString("0.#########", CultureInfo.InvariantCulture)))],
        };
    }
}
