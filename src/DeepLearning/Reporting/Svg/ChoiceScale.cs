namespace DeepLearning.Reporting;

/// <summary>An axis of things without an order between them, numbered from 0, each in the middle of its part of the axis.</summary>
internal sealed class ChoiceScale : Scale
{
    private const double LeastTick = 56;

    public override double Place(double value) => (value + 0.5) / High;

    /// <summary>An axis of names, shortened to the room that they have; of very many, only every so many are named.</summary>
    public static ChoiceScale Of(IReadOnlyList<string> names, double width)
    {
        var every = (int)Math.Ceiling(LeastTick * names.Count / width);
        return new ChoiceScale
        {
            Low = 0,
            High = names.Count,
            Ticks = [
                .. Enumerable.Range(0, names.Count).Where(i => i % every == 0)
                    .Select(i => ((double)i, TextWidth.Fit(names[i], (width * every / names.Count) - 4)))],
        };
    }
}
