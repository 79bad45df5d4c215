using System.Globalization;

namespace DeepLearning.Reporting;

/// <summary>For each layer the histograms of its activations and of the gradients of its weights.</summary>
internal static class LayerHistograms
{
    private const double HeadingHeight = 40;

    public static Picture Picture(StepInspection step)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"Layers in step {step.Step:N0}");
        var heading = new PicturePanel(PicturePanel.UsualWidth, HeadingHeight, title, svg => PicturePanel.DrawTitle(svg, title))
            { IsHeading = true };
        return new Picture(
            title, "Histograms of the activations and the gradients of every layer",
            [heading, .. step.Layers.SelectMany(layer => new[]
            {
                HistogramPanel.Of(layer.A, $"A of {layer.Name}, {layer.Activation}", "A", SvgStyle.Color(0)),
                HistogramPanel.Of(layer.Weights.Gradient, $"dW of {layer.Name}", "dW", SvgStyle.Color(1)),
            })],
            Caption(step));
    }

    private static string Caption(StepInspection step) =>
        $"epoch {Number.Count(step.Epoch)}, batch of {Number.Count(step.Examples)}, " +
        $"cost {(double.IsFinite(step.Cost) ? Number.Of(step.Cost) : "not finite")}, α = {Number.Short(step.LearningRate)}";
}
