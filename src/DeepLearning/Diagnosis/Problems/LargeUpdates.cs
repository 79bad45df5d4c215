using System.Globalization;

namespace DeepLearning.Diagnosis;

/// <summary>Weights that move by a large part of themselves.</summary>
internal sealed class LargeUpdates() : TrainingProblem("updates too large", "Lower the learning rate, or warm it up.")
{
    private const double RatioOfMostSteps = 1e-1;
    private const double RatioOfAnyStep = 1;

    internal override TrainingFinding? Find(IReadOnlyList<StepInspection> steps)
    {
        for (var l = 0; l < steps[0].Layers.Count; l++)
        {
            var layer = steps[0].Layers[l];
            var ratios = Later(steps).Select(step => step.Layers[l].Weights.UpdateRatio).Where(ratio => !double.IsNaN(ratio)).ToArray();
            if (Median(ratios) > RatioOfMostSteps)
            {
                return new(this, layer.Layer, string.Create(
                    CultureInfo.InvariantCulture,
                    $"a step moves the weights of {layer.Name} by {Median(ratios):G2} of themselves, {OfSteps(ratios.Length)}; about " +
                    $"0.001 is usual."));
            }

            // Weights that begin at zero must outgrow themselves at first.
            var largest = steps.MaxBy(step => step.Layers[l].Weights.UpdateRatio)!;
            if (layer.Weights.Norm > 0 && largest.Layers[l].Weights.UpdateRatio > RatioOfAnyStep)
            {
                return new(this, layer.Layer, string.Create(
                    CultureInfo.InvariantCulture,
                    $"step {largest.Step:N0} moves the weights of {layer.Name} by {largest.Layers[l].Weights.UpdateRatio:G2} of " +
                    $"themselves; about 0.001 is usual."));
            }
        }

        return null;
    }
}
