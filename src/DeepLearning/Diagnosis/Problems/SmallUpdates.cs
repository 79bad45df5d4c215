using System.Globalization;

namespace DeepLearning.Diagnosis;

/// <summary>Weights that stay what they were.</summary>
internal sealed class SmallUpdates() : TrainingProblem(
    "updates too small", "Raise the learning rate; where gradients vanish, cure that first.")
{
    private const double Ratio = 1e-5;

    internal override TrainingFinding? Find(IReadOnlyList<StepInspection> steps)
    {
        // From the output down: what does not reach a layer does not reach those below it.
        for (var l = steps[0].Layers.Count - 1; l >= 0; l--)
        {
            var ratios = steps.Select(step => step.Layers[l].Weights.UpdateRatio).Where(ratio => !double.IsNaN(ratio)).ToArray();
            if (ratios.Length > 0 && ratios.Max() < Ratio)
            {
                var layer = steps[0].Layers[l];
                return new(this, layer.Layer, string.Create(
                    CultureInfo.InvariantCulture,
                    $"no inspected step moves the weights of {layer.Name} by more than {ratios.Max():G2} of themselves; about 0.001 is " +
                    $"usual."));
            }
        }

        return null;
    }
}
