namespace DeepLearning.Reporting;

/// <summary>Curves over one pair of axes, with a title and a legend.</summary>
internal sealed class LinePanel
{
    private const double TitleHeight = 48;
    private const double PlotHeight = 185;
    private const double Width = PicturePanel.UsualWidth;

    /// <summary>Curves of no more points than this have their points marked.</summary>
    private const int FewPoints = 20;

    /// <summary>A range of at least this ratio is drawn on a logarithmic axis.</summary>
    private const double WideRatio = 20;

    private readonly string yLabel;
    private readonly List<Series> series;
    private readonly Scale x;
    private readonly string xLabel;
    private readonly Legend legend;

    /// <summary>A panel of curves.</summary>
    /// <param name="title">What stands above it.</param>
    /// <param name="yLabel">What is measured.</param>
    /// <param name="x">Over what.</param>
    /// <param name="xLabel">What x is.</param>
    /// <param name="series">The curves, drawn in this order.</param>
    /// <param name="mark">A place on the x axis that is marked, with its name.</param>
    public LinePanel(
        string title, string yLabel, Scale x, string xLabel, IReadOnlyList<Series> series, (double X, string Name)? mark = null)
    {
        (Title, this.yLabel, this.x, this.xLabel, Mark) = (title, yLabel, x, xLabel, mark);
        this.series = [.. series.Select(one => one.Thinned())];
        NotDrawable = series.Sum(one => one.Points.Count - one.Drawable.Count());
        var curves = this.series.Select(one => LegendEntry.Line(one.Name, one.Style));
        legend = new Legend(
            [.. mark is null ? curves : curves.Append(LegendEntry.Line(mark.Value.Name, "axis dashed"))],
            Width - (2 * PicturePanel.Margin));
    }

    public string Title { get; }

    /// <summary>Whether a wide range of values above 0 is drawn on a logarithmic axis.</summary>
    public bool MayBeLogarithmic { get; init; }

    /// <summary>Above this there are no values.</summary>
    public double Ceiling { get; init; } = double.PositiveInfinity;

    /// <summary>The y axis reaches at least down to here.</summary>
    public double Floor { get; init; } = double.PositiveInfinity;

    /// <summary>Whether 0.5 is written as 50 %.</summary>
    public bool InPercent { get; init; }

    /// <summary>The number of points that were left out because they are NaN or infinite.</summary>
    public int NotDrawable { get; }

    public double Height => TitleHeight + legend.Height + PlotHeight + Axes.BottomMargin;

    private (double X, string Name)? Mark { get; }

    /// <summary>Several panels as one picture.</summary>
    public static Picture Picture(IReadOnlyList<LinePanel> panels, string title, string caption) => new(
        title,
        string.Join(" and ", panels.Select(panel => panel.Title)) + " over the run",
        [.. panels.Select(panel => new PicturePanel(Width, panel.Height, panel.Title, panel.Draw))],
        caption);

    private void Draw(SvgWriter svg)
    {
        var upper = TitleHeight + legend.Height;
        PicturePanel.DrawTitle(svg, Title);
        var points = series.SelectMany(one => one.Drawable).ToList();
        if (points.Count == 0)
        {
            svg.Text(Width / 2, upper + (PlotHeight / 2), "nothing to draw: no value is finite, or none recorded", "note", "middle");
            return;
        }

        var y = YScale(Math.Min(Floor, points.Min(point => point.Y)), points.Max(point => point.Y));
        var frame = new Box(Axes.LeftMargin(y), upper, Width - Axes.RightMargin, upper + PlotHeight);
        var axes = new Axes(frame, x, y);
        axes.Draw(svg, xLabel, yLabel);
        if (Mark is { } mark)
        {
            svg.Line(axes.X(mark.X), frame.Top, axes.X(mark.X), frame.Bottom, "axis dashed");
        }

        foreach (var one in series)
        {
            DrawCurve(svg, one, axes);
        }

        legend.Draw(svg, PicturePanel.Margin, TitleHeight - 8);
    }

    private Scale YScale(double low, double high) => MayBeLogarithmic && low > 0 && high / low >= WideRatio
        ? LogarithmicScale.Over(low, high, 7)
        : LinearScale.Over(low, high, 6, Ceiling, InPercent);

    private static void DrawCurve(SvgWriter svg, Series one, Axes axes)
    {
        List<List<(double X, double Y)>> runs = [[]];
        foreach (var point in one.Points)
        {
            if (Series.IsDrawable(point))
            {
                runs[^1].Add(axes.Point(point));
            }
            else if (runs[^1].Count > 0)
            {
                runs.Add([]);
            }
        }

        if (runs.Exists(run => run.Count > 1))
        {
            svg.Path(runs.Where(run => run.Count > 1), "line " + one.Style);
        }

        // A line needs two points: one that stands alone would not be seen.
        var alone = runs.Where(run => run.Count == 1 || one.Points.Count <= FewPoints).SelectMany(run => run).ToList();
        if (alone.Count > 0)
        {
            svg.Path(alone.Select(point => new[] { point }), "dots " + one.Style.Split(' ')[0]);
        }
    }
}
