namespace DeepLearning.Reporting;

/// <summary>What one colour means.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Sample">Draws a sample, given its left edge and the height of its middle; none when null.</param>
/// <param name="SampleWidth">How wide the sample is.</param>
internal sealed record LegendEntry(string Name, Action<SvgWriter, double, double>? Sample = null, double SampleWidth = 0)
{
    private const double LineLength = 22;
    private const double DotSize = 8;
    private const double AreaSize = 12;

    public static LegendEntry Line(string name, string style) =>
        new(name, (svg, left, middle) => svg.Path([[(left, middle), (left + LineLength, middle)]], "line " + style), LineLength);

    public static LegendEntry Dot(string name, string style) =>
        new(name, (svg, left, middle) => svg.Path([[(left + (DotSize / 2), middle)]], "dots " + style), DotSize);

    public static LegendEntry Area(string name, string style, double opacity = 1) => new(
        name,
        (svg, left, middle) =>
        {
            var (right, top, bottom) = (left + AreaSize, middle - (AreaSize / 2), middle + (AreaSize / 2));
            svg.Path([[(left, top), (right, top), (right, bottom), (left, bottom)]], "area " + style, closed: true, opacity);
        },
        AreaSize);
}
