using System.Globalization;

namespace DeepLearning.Reporting;

/// <summary>For each layer the histograms of its activations and of the gradients of its weights, side by side.</summary>
internal static class LayerHistograms
{
    private const double Width = 860;
    private const double Top = 46;
    private const double RowHeight = 178;
    private const double PlotTop = 26;
    private const double PlotHeight = 96;
    private const double PlotWidth = 300;

    public static Picture Picture(StepInspection step)
    {
        var height = Top + (step.Layers.Count * RowHeight) + 28;
        var title = string.Create(CultureInfo.InvariantCulture, $"Layers in step {step.Step:N0}");
        return new Picture(Width, height, title, "Histograms of the activations and the gradients of every layer", svg =>
        {
            svg.Text(Axes.LeftMargin, 28, title, "title", "start");
            for (var i = 0; i < step.Layers.Count; i++)
            {
                var (layer, top) = (step.Layers[i], Top + (i * RowHeight));
                Draw(svg, layer.A, Axes.LeftMargin, top, $"A of {layer.Name}, {layer.Activation}", "A", SvgStyle.Color(0));
                Draw(svg, layer.Weights.Gradient, Width - Axes.RightMargin - PlotWidth, top, $"dW of {layer.Name}", "dW", SvgStyle.Color(1));
            }

            svg.Text(Width / 2, height - 12, Caption(step), "note", "middle");
        });
    }

    private static string Caption(StepInspection step) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {step.Epoch:N0}, batch of {step.Examples:N0}, cost {(double.IsFinite(step.Cost) ? $"{step.Cost:G4}" : "not finite")}, α = {step.LearningRate:G4}");

    private static void Draw(SvgWriter svg, Distribution distribution, double left, double top, string title, string label, string style)
    {
        var (histogram, frame) = (distribution, new Box(left, top + PlotTop, left + PlotWidth, top + PlotTop + PlotHeight));
        svg.Text(left, top + 16, TextWidth.Fit(title + NotFinite(histogram), PlotWidth + 20), "note", "start");
        var total = (double)histogram.Counts.Sum();
        if (total == 0 || !Series.IsDrawable((0, histogram.Minimum)) || !Series.IsDrawable((0, histogram.Maximum)))
        {
            svg.Text(frame.CenterX, frame.CenterY, total == 0 ? "no value is finite" : "too large to draw", "note", "middle");
            return;
        }

        var (low, high) = LinearScale.Widened(histogram.Minimum, histogram.Maximum);
        var axes = new Axes(frame, LinearScale.Exactly(low, high, 5), LinearScale.Over(0, histogram.Counts.Max() / total, 2, ceiling: 1, inPercent: true));
        axes.Draw(svg, label, "share");
        svg.Path([Outline(histogram, total, axes, low, high)], "area " + style, closed: true);
    }

    private static List<(double X, double Y)> Outline(Distribution histogram, double total, Axes axes, double low, double high)
    {
        List<(double X, double Y)> outline = [(axes.X(low), axes.Y(0))];
        for (var bin = 0; bin < histogram.Counts.Count; bin++)
        {
            var y = axes.Y(histogram.Counts[bin] / total);
            outline.Add((axes.X(double.Lerp(low, high, bin / (double)histogram.Counts.Count)), y));
            outline.Add((axes.X(double.Lerp(low, high, (bin + 1) / (double)histogram.Counts.Count)), y));
        }

        outline.Add((axes.X(high), axes.Y(0)));
        return outline;
    }

    private static string NotFinite(Distribution histogram) =>
        histogram.NotFinite == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {histogram.NotFinite:N0} not finite");
}
