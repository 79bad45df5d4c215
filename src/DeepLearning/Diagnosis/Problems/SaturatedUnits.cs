using System.Globalization;

namespace DeepLearning.Diagnosis;

/// <summary>Sigmoids and their kind, where they are flat.</summary>
internal sealed class SaturatedUnits() : TrainingProblem(
    "saturated units",
    "Normalize the inputs, choose an initializer of smaller variance, lower the learning rate, or take ReLU or one of its kind.")
{
    private const double Share = 0.5;

    internal override TrainingFinding? Find(IReadOnlyList<StepInspection> steps)
    {
        for (var l = 0; l < steps[0].Layers.Count; l++)
        {
            var share = Median(Later(steps).Select(step => step.Layers[l].SaturatedShare).OfType<double>());
            if (share > Share)
            {
                var layer = steps[0].Layers[l];
                return new(this, layer.Layer, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{100 * share:F0} % of the Z of {layer.Name} lie where {layer.Activation} has less than 5 % of its slope at 0, " +
                    $"{OfSteps(Later(steps).Count())}."));
            }
        }

        return null;
    }
}
