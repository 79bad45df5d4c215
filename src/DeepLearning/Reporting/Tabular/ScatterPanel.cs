namespace DeepLearning.Reporting;

/// <summary>Points over a pair of axes, with the straight line on which they would lie if answers were true.</summary>
/// <param name="title">What stands above it.</param>
/// <param name="xLabel">What x is.</param>
/// <param name="yLabel">What y is.</param>
/// <param name="points">The points, all finite.</param>
/// <param name="areFew">Whether there are so few that each is drawn large.</param>
internal sealed class ScatterPanel(
    string title, string xLabel, string yLabel, IReadOnlyList<(double X, double Y)> points, bool areFew)
{
    private const double Top = 48;
    private const double PlotHeight = 300;

    /// <summary>More points than these are one blot; equally many of every so many are drawn.</summary>
    private const int MostPoints = 2000;

    /// <summary>Whether both axes go from 0 to 100 %.</summary>
    public bool InPercent { get; init; }

    /// <summary>The picture of the panel alone.</summary>
    public Picture Picture(string caption) => new(
        PicturePanel.UsualWidth, Top + PlotHeight + Axes.BottomMargin, title, $"{yLabel} over {xLabel}", Draw, caption);

    private void Draw(SvgWriter svg)
    {
        PicturePanel.DrawTitle(svg, title);
        var (low, high) = InPercent ? (0, 1) : (Math.Min(points.Min(at => at.X), points.Min(at => at.Y)),
            Math.Max(points.Max(at => at.X), points.Max(at => at.Y)));
        var scale = LinearScale.Over(low, high, 5, InPercent ? 1 : double.PositiveInfinity, InPercent);
        var frame = new Box(Axes.LeftMargin(scale), Top, PicturePanel.UsualWidth - Axes.RightMargin, Top + PlotHeight);
        var axes = new Axes(frame, scale, scale);
        axes.Draw(svg, xLabel, yLabel);
        svg.Line(axes.X(scale.Low), axes.Y(scale.Low), axes.X(scale.High), axes.Y(scale.High), "axis dashed");
        var every = ((points.Count - 1) / MostPoints) + 1;
        var drawn = points.Where((_, i) => i % every == 0).Select(axes.Point).ToArray();
        svg.Path(drawn.Select(at => new[] { at }), areFew ? "dots training" : "dots many training");
        if (areFew)
        {
            svg.Path([drawn], "line training");
        }
    }
}
