namespace DeepLearning.Reporting;

/// <summary>What one colour means.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Sample">Draws a sample, given its left edge and the height of its middle; none when null.</param>
internal sealed record LegendEntry(string Name, Action<SvgWriter, double, double>? Sample = null)
{
    /// <summary>The width of every sample.</summary>
    public const double SampleWidth = 22;

    /// <summary>From the left edge of a sample to that of an area.</summary>
    public const double AreaIndent = SampleWidth - AreaSize;

    /// <summary>From the left edge of a sample to that of a dot.</summary>
    public const double DotIndent = SampleWidth - 9;

    private const double AreaSize = 12;

    public static LegendEntry Line(string name, string style) =>
        new(name, (svg, left, middle) => svg.Path([[(left, middle), (left + SampleWidth, middle)]], "line " + style));

    public static LegendEntry Dot(string name, string style) =>
        new(name, (svg, left, middle) => svg.Path([[(left + SampleWidth - 6, middle)]], "dots " + style));

    public static LegendEntry Area(string name, string style, double opacity = 1) => new(name, (svg, left, middle) =>
    {
        var (from, to) = (left + AreaIndent, left + SampleWidth);
        svg.Path([[(from, middle - 6), (to, middle - 6), (to, middle + 6), (from, middle + 6)]], "area " + style, closed: true, opacity);
    });
}
