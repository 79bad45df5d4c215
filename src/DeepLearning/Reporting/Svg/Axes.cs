namespace DeepLearning.Reporting;

/// <summary>A pair of axes around the rectangle in which something is drawn.</summary>
/// <param name="frame">The rectangle.</param>
/// <param name="x">What lies from left to right.</param>
/// <param name="y">What lies from below to above.</param>
internal sealed class Axes(Box frame, Scale x, Scale y)
{
    /// <summary>The room for half of the last tick of the x axis.</summary>
    public const double RightMargin = 26;

    /// <summary>The room for the ticks and the label of the x axis.</summary>
    public const double BottomMargin = 52;

    private const double TickDistance = 8;
    private const double LabelDistance = 10;
    private const double LabelHeight = 14;

    /// <summary>So that the axes of most panels below one another are in line.</summary>
    private const double LeastLeftMargin = 72;

    /// <summary>The room for the ticks and the label of a y axis.</summary>
    public static double LeftMargin(Scale y) => Math.Max(LeastLeftMargin, LabelRoom(y) + LabelHeight);

    public Box Frame => frame;

    public double X(double value) => frame.Left + (x.Place(value) * frame.Width);

    public double Y(double value) => frame.Bottom - (y.Place(value) * frame.Height);

    public (double X, double Y) Point((double X, double Y) at) => (X(at.X), Y(at.Y));

    /// <summary>Draws ticks and labels, and a grid, which belongs below what is drawn.</summary>
    /// <param name="svg">Where to draw.</param>
    /// <param name="xLabel">What x is.</param>
    /// <param name="yLabel">What y is.</param>
    /// <param name="grid">Whether lines lead across at the ticks of y, or the ticks stand outside alone.</param>
    public void Draw(SvgWriter svg, string xLabel, string yLabel, bool grid = true)
    {
        foreach (var (value, label) in y.Ticks)
        {
            svg.Line(grid ? frame.Left : frame.Left - 5, Y(value), grid ? frame.Right : frame.Left, Y(value), grid ? "grid" : "axis");
            svg.Text(frame.Left - TickDistance, Y(value) + 4, label, "tick", "end");
        }

        foreach (var (value, label) in x.Ticks)
        {
            svg.Line(X(value), frame.Bottom, X(value), frame.Bottom + 5, "axis");
            svg.Text(X(value), frame.Bottom + 20, label, "tick", "middle");
        }

        svg.Line(frame.Left, frame.Bottom, frame.Right, frame.Bottom, "axis");
        svg.Text(frame.CenterX, frame.Bottom + 40, TextWidth.Fit(Label(xLabel, x), frame.Width), "label", "middle");
        svg.Text(frame.Left - LabelRoom(y), frame.CenterY, TextWidth.Fit(Label(yLabel, y), frame.Height), "label", "middle", upward: true);
    }

    /// <summary>From the y axis to the baseline of its label, just beyond the widest tick.</summary>
    private static double LabelRoom(Scale y) => TickDistance + y.Ticks.Max(tick => TextWidth.Of(tick.Label)) + LabelDistance;

    private static string Label(string label, Scale scale) => scale is LogarithmicScale ? label + " (log scale)" : label;
}
