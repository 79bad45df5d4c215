namespace DeepLearning.Reporting;

/// <summary>A curve for each layer over the inspected steps of a run, in a panel for each of the things that tell how it learns.</summary>
internal static class LayerCurves
{
    public static Picture Picture(StepInspection[] steps)
    {
        var (first, last) = steps.Length == 0 ? (0, 1) : (steps[0].Step, steps[^1].Step);
        var axis = LinearScale.OfRun(Math.Min(first, last - 1), last, 5);
        LinePanel Panel(
            string title, string label, Func<LayerInspection, double?> value, bool logarithmic = true, bool inPercent = false) =>
            new(title, label, axis, "step", Curves(steps, value, logarithmic))
            {
                MayBeLogarithmic = logarithmic, Ceiling = inPercent ? 1 : double.PositiveInfinity, InPercent = inPercent,
            };

        List<LinePanel> panels =
        [
            Panel("Error signal that reaches the layer", "√ mean ‖dZ‖²", layer => layer.Error),
            Panel("Gradients of the weights", "‖dW‖", layer => layer.Weights.GradientNorm),
            Panel("Relative updates of the weights", "‖ΔW‖ / ‖W‖", layer => layer.Weights.UpdateRatio),
        ];
        if (steps.Any(step => step.Layers.Any(layer => layer.DeadShare > 0)))
        {
            panels.Add(Panel("Dead units, which no example changes", "share of units",
                layer => layer.DeadShare, logarithmic: false, inPercent: true));
        }

        return LinePanel.Picture(panels, "Inside the run", Plural.Of(steps.Length, "inspected step", "N0"));
    }

    private static List<Series> Curves(StepInspection[] steps, Func<LayerInspection, double?> value, bool logarithmic)
    {
        var layers = steps.SelectMany(step => step.Layers).Select(layer => (layer.Layer, layer.Name)).Distinct()
            .OrderBy(layer => layer.Layer).ToArray();
        List<Series> curves =
        [
            .. layers.Select((layer, i) => new Series(layer.Name, Style(i, layers.Length), [.. steps.Select(step =>
                ((double)step.Step, ValueOf(step, layer.Layer)))])),
        ];
        return logarithmic && curves.Exists(curve => curve.Drawable.Any(point => point.Y > 0))
            ? [.. curves.Select(curve => curve.From(double.Epsilon))]
            : curves;

        double ValueOf(StepInspection step, int layer) =>
            step.Layers.FirstOrDefault(one => one.Layer == layer) is { } found && value(found) is { } number ? number : double.NaN;
    }

    /// <summary>Of a few layers each has its colour; of many, the shade tells how deep a layer lies.</summary>
    private static string Style(int layer, int layers) => layers <= SvgStyle.Colors
        ? SvgStyle.Color(layer)
        : SvgStyle.Step(1 + (layer * (SvgStyle.Steps - 2) / (layers - 1)));
}
