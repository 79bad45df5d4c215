namespace DeepLearning.Reporting;

/// <summary>
/// A histogram whose shape is seen even where one or two bins hold nearly all: those are cut off, and their share stands above them.
/// </summary>
internal sealed class HistogramPanel
{
    private const double Width = PicturePanel.UsualWidth;
    private const double PlotTop = 42;
    private const double PlotHeight = 90;

    /// <summary>Two at most are cut off: one at 0, or one at each end.</summary>
    private const int MostCut = 2;

    /// <summary>What is cut off is so many times as high as the highest bin that is not.</summary>
    private const double CutRatio = 3;

    /// <summary>Fewer other bins than this have no shape to show.</summary>
    private const int LeastOthers = 3;

    /// <summary>A single number of very many is still to be seen.</summary>
    private const double LeastHeight = 1;

    private readonly double[] shares;
    private readonly int cut;
    private readonly double highest;
    private readonly Axes axes;
    private readonly double low;
    private readonly double high;

    private HistogramPanel(Distribution distribution)
    {
        var total = (double)distribution.Counts.Sum();
        shares = [.. distribution.Counts.Select(count => count / total)];
        var falling = shares.Where(share => share > 0).OrderDescending().ToArray();
        cut = Enumerable.Range(1, MostCut)
            .LastOrDefault(k => falling.Length >= k + LeastOthers && falling[k - 1] >= CutRatio * falling[k]);
        highest = falling[cut];
        var y = LinearScale.Over(0, highest, 2, ceiling: 1, inPercent: true);
        (low, high) = LinearScale.Widened(distribution.Minimum, distribution.Maximum);
        var frame = new Box(Axes.LeftMargin(y), PlotTop, Width - Axes.RightMargin, PlotTop + PlotHeight);
        axes = new Axes(frame, LinearScale.Exactly(low, high, 5), y);
    }

    /// <summary>The histogram, or why there is none.</summary>
    public static PicturePanel Of(Distribution distribution, string title, string label, string style)
    {
        var finite = distribution.Counts.Sum();
        var problem = finite == 0 ? "no value is finite"
            : !Series.IsDrawable((0, distribution.Minimum)) || !Series.IsDrawable((0, distribution.Maximum)) ? "too large to draw"
            : null;
        var panel = problem is null ? new HistogramPanel(distribution) : null;
        title += distribution.NotFinite == 0 ? "" : $"; {Number.Count(distribution.NotFinite)} not finite";
        return new PicturePanel(Width, PlotTop + PlotHeight + Axes.BottomMargin, title, svg =>
        {
            svg.Text(PicturePanel.Margin, 16, TextWidth.Fit(title, Width - (2 * PicturePanel.Margin)), "note", "start");
            if (problem is not null)
            {
                svg.Text(Width / 2, PlotTop + (PlotHeight / 2), problem, "note", "middle");
            }

            panel?.Draw(svg, label, style);
        });
    }

    private void Draw(SvgWriter svg, string label, string style)
    {
        var frame = axes.Frame;
        axes.Draw(svg, label, cut == 0 ? "share" : "share (cut)");
        svg.Path([Outline()], "area " + style, closed: true);

        // The names of two bars that are cut off stand side by side, the left one first.
        var left = frame.Left;
        var labels = Enumerable.Range(0, shares.Length).Where(bin => shares[bin] > highest)
            .Select(bin => (Bin: bin, Text: Number.Percent(shares[bin]))).ToArray();
        var room = labels.Sum(one => TextWidth.Of(one.Text)) + (labels.Length * TextWidth.Of("  "));
        foreach (var (bin, text) in labels)
        {
            var (from, to, wide) = (X(bin), X(bin + 1), TextWidth.Of(text));
            svg.Path([[(from, frame.Top + 11), (to, frame.Top + 7), (to, frame.Top + 10), (from, frame.Top + 14)]],
                "area ground", closed: true);
            left = Math.Clamp(((from + to - wide) / 2), left, Width - room);
            svg.Text(left + (wide / 2), frame.Top - 6, text, "tick", "middle");
            left += wide + TextWidth.Of("  ");
            room -= wide + TextWidth.Of("  ");
        }
    }

    private List<(double X, double Y)> Outline()
    {
        var frame = axes.Frame;
        List<(double X, double Y)> outline = [(X(0), frame.Bottom)];
        for (var bin = 0; bin < shares.Length; bin++)
        {
            var y = shares[bin] > highest ? frame.Top
                : shares[bin] > 0 ? Math.Min(axes.Y(shares[bin]), frame.Bottom - LeastHeight)
                : frame.Bottom;
            outline.Add((X(bin), y));
            outline.Add((X(bin + 1), y));
        }

        outline.Add((X(shares.Length), frame.Bottom));
        return outline;
    }

    private double X(int edge) => axes.X(double.Lerp(low, high, edge / (double)shares.Length));
}
