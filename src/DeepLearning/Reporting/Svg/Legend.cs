using System.Globalization;

namespace DeepLearning.Reporting;

/// <summary>What the colours mean: samples with names, in as many rows as they need.</summary>
internal sealed class Legend
{
    private const double Gap = 7;
    private const double Between = 18;
    private const double RowHeight = 19;
    private const double LongestName = 240;
    private const int Most = 24;

    private readonly List<(double X, double Y, LegendEntry Entry)> places = [];

    /// <summary>Lays entries out from left to right.</summary>
    /// <param name="entries">What to name; of more than 24 the rest is counted.</param>
    /// <param name="width">How wide a row may be.</param>
    public Legend(IReadOnlyList<LegendEntry> entries, double width)
    {
        var (x, y) = (0.0, 0.0);
        var rest = entries.Count - Most;
        var all = rest > 0
            ? entries.Take(Most).Append(new LegendEntry(string.Create(CultureInfo.InvariantCulture, $"and {rest} more")))
            : entries;
        foreach (var entry in all.Select(entry => entry with { Name = TextWidth.Fit(entry.Name, LongestName) }))
        {
            var wide = SampleRoom(entry) + TextWidth.Of(entry.Name);
            if (x > 0 && x + wide > width)
            {
                (x, y) = (0, y + RowHeight);
            }

            places.Add((x, y, entry));
            x += wide + Between;
        }

        Height = places.Count == 0 ? 0 : y + RowHeight;
    }

    /// <summary>The height of all rows.</summary>
    public double Height { get; }

    /// <summary>Draws the rows below and right of a corner.</summary>
    public void Draw(SvgWriter svg, double left, double top)
    {
        foreach (var (x, y, entry) in places)
        {
            var (from, middle) = (left + x, top + y + 9);
            entry.Sample?.Invoke(svg, from, middle);
            svg.Text(from + SampleRoom(entry), middle + 4, entry.Name, "legend", "start");
        }
    }

    private static double SampleRoom(LegendEntry entry) => entry.Sample is null ? 0 : entry.SampleWidth + Gap;
}
