namespace DeepLearning.Reporting;

/// <summary>The regions or values that a network sees in a plane, and the examples.</summary>
internal sealed class PlanePicture
{
    private const double Width = PicturePanel.UsualWidth;
    private const double PlotHeight = 300;
    private const double TitleHeight = 46;
    private const double BarTitle = 20;
    private const double BarDistance = 18;
    private const double BarWidth = 14;
    private const double TickDistance = 6;
    private const int MostExamples = 2000;
    private const int ManyExamples = 400;

    /// <summary>By how much the most probable class leads where its colour deepens.</summary>
    private static readonly double[] Certain = [0.5, 0.9];

    private readonly DecisionGrid plane;
    private readonly string title;
    private readonly Legend legend;
    private readonly Axes axes;
    private readonly LinearScale? shades;
    private readonly (double X, double Y, double Target)[] examples;

    private PlanePicture(DecisionGrid plane, string title)
    {
        (this.plane, this.title) = (plane, title);
        legend = new Legend([.. (plane.Classes ?? []).Select((name, i) => LegendEntry.Dot(name, SvgStyle.Color(i)))],
            Width - (2 * PicturePanel.Margin));
        examples = [.. Enumerable.Range(0, Math.Min(MostExamples, plane.Examples.Count))
            .Select(i => plane.Examples[(int)((long)i * plane.Examples.Count / Math.Min(MostExamples, plane.Examples.Count))])];
        shades = plane.Classes is null ? Shades() : null;
        var (top, y) = (TitleHeight + (shades is null ? legend.Height : BarTitle), LinearScale.Exactly(plane.Y.Low, plane.Y.High, 7));
        var right = shades is null ? Axes.RightMargin
            : BarDistance + BarWidth + TickDistance + shades.Ticks.Max(tick => TextWidth.Of(tick.Label)) + 8;
        axes = new Axes(new Box(Axes.LeftMargin(y), top, Width - right, top + PlotHeight),
            LinearScale.Exactly(plane.X.Low, plane.X.High, 5), y);
    }

    private string Dots => examples.Length > ManyExamples ? "dots many" : "dots";

    public static Picture Of(DecisionGrid plane, string title)
    {
        var picture = new PlanePicture(plane, title);
        return new Picture(
            Width, picture.axes.Frame.Bottom + Axes.BottomMargin, title,
            $"What the network answers over {plane.X.Name} and {plane.Y.Name}", picture.Draw,
            picture.Caption());
    }

    private void Draw(SvgWriter svg)
    {
        var frame = axes.Frame;
        PicturePanel.DrawTitle(svg, title);
        legend.Draw(svg, PicturePanel.Margin, TitleHeight - 8);
        if (shades is null)
        {
            DrawRegions(svg);
        }
        else
        {
            DrawShades(svg);
        }

        axes.Draw(svg, plane.X.Name, plane.Y.Name, grid: false);
        svg.Line(frame.Left, frame.Top, frame.Left, frame.Bottom, "axis");
    }

    private void DrawRegions(SvgWriter svg)
    {
        var frame = axes.Frame;

        // The first class is the ground for the others, so that no gap is left where three meet.
        svg.Rectangle(frame.Left, frame.Top, frame.Width, frame.Height, "area " + SvgStyle.Pale(0));
        for (var k = 1; k < plane.Answers.Count; k++)
        {
            Region(svg, plane.Answers[k], 0, "region " + SvgStyle.Pale(k));
        }

        for (var k = 0; k < plane.Answers.Count && plane.OfProbabilities; k++)
        {
            foreach (var lead in Certain)
            {
                Region(svg, plane.Answers[k], lead, "area " + SvgStyle.Color(k), opacity: 0.13);
            }
        }

        for (var k = 0; k < plane.Answers.Count; k++)
        {
            DrawExamples(svg, example => (int)example.Target == k, "ground", SvgStyle.Color(k));
        }
    }

    private void DrawShades(SvgWriter svg)
    {
        var (frame, bands) = (axes.Frame, shades!.Ticks.Count - 1);
        svg.Rectangle(frame.Left, frame.Top, frame.Width, frame.Height, "area " + Shade(0));
        for (var band = 1; band < bands; band++)
        {
            Region(svg, plane.Answers[0], shades.Ticks[band].Value, "region " + Shade(band));
        }

        for (var band = 0; band < bands; band++)
        {
            var (low, high) = (
                band == 0 ? double.NegativeInfinity : shades.Ticks[band].Value,
                band == bands - 1 ? double.PositiveInfinity : shades.Ticks[band + 1].Value);
            DrawExamples(svg, example => example.Target >= low && example.Target < high, "axis", Shade(band));
        }

        var left = frame.Right + BarDistance;
        svg.Text(Width - PicturePanel.Margin, frame.Top - 12, "output", "label", "end");
        for (var i = 0; i <= bands; i++)
        {
            var y = frame.Bottom - (frame.Height * i / bands);
            svg.Text(left + BarWidth + TickDistance, y + 4, shades.Ticks[i].Label, "tick", "start");
            if (i > 0)
            {
                svg.Rectangle(left, y, BarWidth, frame.Height / bands, "area " + Shade(i - 1));
            }
        }

        string Shade(int band) => SvgStyle.Step(bands == 1 ? 0 : band * (SvgStyle.Steps - 1) / (bands - 1));
    }

    private void Region(SvgWriter svg, double[,] answers, double level, string style, double opacity = 1)
    {
        var (frame, across, up) = (axes.Frame, answers.GetLength(0) - 1.0, answers.GetLength(1) - 1.0);
        var lines = Contours.AtLeast(answers, level).ConvertAll(line =>
            line.ConvertAll(point => (frame.Left + (frame.Width * point.X / across), frame.Bottom - (frame.Height * point.Y / up))));
        if (lines.Count > 0)
        {
            svg.Path(lines, style, closed: true, opacity);
        }
    }

    private void DrawExamples(SvgWriter svg, Func<(double X, double Y, double Target), bool> which, string halo, string style)
    {
        var points = examples.Where(which).Select(example => new[] { axes.Point((example.X, example.Y)) }).ToArray();
        if (points.Length > 0)
        {
            svg.Path(points, $"{Dots} halo {halo}");
            svg.Path(points, $"{Dots} {style}");
        }
    }

    /// <summary>From the smallest value of the network or an example to the largest.</summary>
    private LinearScale Shades()
    {
        var values = plane.Answers[0].Cast<double>().Concat(plane.Examples.Select(example => example.Target))
            .Where(value => Series.IsDrawable((0, value))).DefaultIfEmpty(0).ToArray();
        return LinearScale.Over(values.Min(), values.Max(), SvgStyle.Steps - 2);
    }

    private string Caption()
    {
        var count = plane.Examples.Count > examples.Length
            ? $"{Number.Count(examples.Length)} of {Plural.Of(plane.Examples.Count, "example", "N0")}"
            : Plural.Of(examples.Length, "example", "N0");
        return shades is not null ? count + "; shaded by the output, the examples by the target"
            : plane.OfProbabilities ? count + "; deeper where the lead in probability is 0.5, and 0.9"
            : count;
    }
}
