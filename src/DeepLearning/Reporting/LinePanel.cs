namespace DeepLearning;

/// <summary>Curves over one pair of axes, with a title and a legend.</summary>
internal sealed class LinePanel
{
    private const double Left = 96;
    private const double Right = 28;
    private const double Top = 52;
    private const double Bottom = 52;

    /// <summary>A wide character of the legend's type, so that texts are never estimated too short.</summary>
    private const double CharacterWidth = 7.2;

    /// <summary>Curves of no more points than this have their points marked.</summary>
    private const int FewPoints = 20;

    /// <summary>A range of at least this ratio is drawn on a logarithmic axis.</summary>
    private const double WideRatio = 20;

    private readonly string yLabel;
    private readonly RunAxis xAxis;
    private readonly List<Series> series;

    /// <summary>A panel of curves.</summary>
    /// <param name="title">What stands above it.</param>
    /// <param name="yLabel">What is measured.</param>
    /// <param name="xAxis">Over what, from where to where.</param>
    /// <param name="series">The curves, drawn in this order.</param>
    public LinePanel(string title, string yLabel, RunAxis xAxis, IReadOnlyList<Series> series)
    {
        (Title, this.yLabel, this.xAxis) = (title, yLabel, xAxis);
        this.series = [.. series.Select(one => one.Thinned())];
        NotDrawable = series.Sum(one => one.Points.Count - one.Drawable.Count());
    }

    public string Title { get; }

    /// <summary>Whether a wide range of values above 0 is drawn on a logarithmic axis.</summary>
    public bool MayBeLogarithmic { get; init; }

    /// <summary>Above this there are no values.</summary>
    public double Ceiling { get; init; } = double.PositiveInfinity;

    /// <summary>Whether 0.5 is written as 50 %.</summary>
    public bool InPercent { get; init; }

    /// <summary>The number of points that were left out because they are NaN or infinite.</summary>
    public int NotDrawable { get; }

    public void Draw(SvgWriter svg, double top, double width, double height)
    {
        var (left, right, upper, lower) = (Left, width - Right, top + Top, top + height - Bottom);
        svg.Text(left, top + 32, Title, "title", "start");
        var points = series.SelectMany(one => one.Drawable).ToList();
        if (points.Count == 0)
        {
            svg.Text((left + right) / 2, (upper + lower) / 2, "There is nothing to draw: no value is finite, or none was recorded.", "note", "middle");
            return;
        }

        var x = LinearScale.OfRun(xAxis.Begin, xAxis.End, 10);
        var y = YScale(points.Min(point => point.Y), points.Max(point => point.Y));
        double PixelX(double value) => left + (x.Place(value) * (right - left));
        double PixelY(double value) => lower - (y.Place(value) * (lower - upper));

        foreach (var (value, label) in y.Ticks)
        {
            svg.Line(left, PixelY(value), right, PixelY(value), "grid");
            svg.Text(left - 8, PixelY(value) + 4, label, "tick", "end");
        }

        foreach (var (value, label) in x.Ticks)
        {
            svg.Line(PixelX(value), lower, PixelX(value), lower + 5, "axis");
            svg.Text(PixelX(value), lower + 20, label, "tick", "middle");
        }

        svg.Line(left, lower, right, lower, "axis");
        svg.Text((left + right) / 2, lower + 40, xAxis.Label, "label", "middle");
        svg.Text(16, (upper + lower) / 2, y is LogarithmicScale ? yLabel + " (logarithmic)" : yLabel, "label", "middle", upward: true);
        foreach (var one in series)
        {
            DrawCurve(svg, one, point => (PixelX(point.X), PixelY(point.Y)));
        }

        DrawLegend(svg, right, top + 32);
    }

    private Scale YScale(double low, double high) => MayBeLogarithmic && low > 0 && high / low >= WideRatio
        ? LogarithmicScale.Over(low, high, 7)
        : LinearScale.Over(low, high, 6, Ceiling, InPercent);

    private static void DrawCurve(SvgWriter svg, Series one, Func<(double X, double Y), (double X, double Y)> pixels)
    {
        List<List<(double X, double Y)>> runs = [[]];
        foreach (var point in one.Points)
        {
            if (Series.IsDrawable(point))
            {
                runs[^1].Add(pixels(point));
            }
            else if (runs[^1].Count > 0)
            {
                runs.Add([]);
            }
        }

        if (runs.Exists(run => run.Count > 1))
        {
            svg.Path(runs.Where(run => run.Count > 1), one.Style);
        }

        // A line needs two points: one that stands alone would not be seen.
        foreach (var (x, y) in runs.Where(run => run.Count == 1 || one.Points.Count <= FewPoints).SelectMany(run => run))
        {
            svg.Circle(x, y, 3, one.Style);
        }
    }

    /// <summary>From right to left, so that the last curve ends at the margin.</summary>
    private void DrawLegend(SvgWriter svg, double right, double baseline)
    {
        foreach (var one in series.AsEnumerable().Reverse())
        {
            right -= one.Name.Length * CharacterWidth;
            svg.Text(right, baseline, one.Name, "legend", "start");
            svg.Path([[(right - 30, baseline - 4), (right - 8, baseline - 4)]], one.Style);
            right -= 30 + 12;
        }
    }
}
