using System.Globalization;

namespace DeepLearning.Diagnosis;

/// <summary>The error signal fades on its way back.</summary>
/// <remarks>Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.</remarks>
internal sealed class VanishingGradients() : TrainingProblem(
    "vanishing gradients",
    "Take ReLU or one of its kind with He initialization instead of sigmoid or tanh, fewer layers, or normalize the layers.")
{
    private const double Share = 1e-3;

    internal override TrainingFinding? Find(IReadOnlyList<StepInspection> steps)
    {
        for (var l = steps[0].Layers.Count - 2; l >= 0; l--)
        {
            var error = RelativeError(steps, l);
            if (error < Share)
            {
                var (layer, output) = (steps[0].Layers[l], steps[0].Layers[^1]);
                var further = l > 0 ? Text($"; {RelativeError(steps, 0):G2} reaches {steps[0].Layers[0].Name}") : "";
                return new(this, layer.Layer, string.Create(
                    CultureInfo.InvariantCulture,
                    $"the error signal dZ of {layer.Name} is {error:G2} of that of the output, {output.Name}, " +
                    $"{OfSteps(steps.Count)}{further}."));
            }
        }

        return null;
    }
}
