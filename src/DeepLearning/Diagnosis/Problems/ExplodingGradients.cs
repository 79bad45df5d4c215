using System.Globalization;

namespace DeepLearning.Diagnosis;

/// <summary>The error signal swells on its way back, or gradients from step to step.</summary>
internal sealed class ExplodingGradients() : TrainingProblem(
    "exploding gradients",
    "Lower the learning rate, clip the gradients, normalize inputs and targets, or choose an initializer of smaller variance.")
{
    private const double Times = 1e3;
    private const double TimesOfCost = 10;

    /// <summary>From step to step, they follow the updates that are too large.</summary>
    private static double RankBehindUpdates => LargeUpdates.Rank + 0.5;

    internal override TrainingFinding? Find(IReadOnlyList<StepInspection> steps) =>
        FromLayerToLayer(steps) ?? FromStepToStep([.. steps.TakeWhile(step => double.IsFinite(step.GradientNorm))]) ?? NotFinite(steps);

    private TrainingFinding? NotFinite(IReadOnlyList<StepInspection> steps)
    {
        var step = steps.FirstOrDefault(step => !double.IsFinite(step.GradientNorm));
        return step?.Layers.LastOrDefault(layer => layer.Parameters.Any(parameter => !double.IsFinite(parameter.GradientNorm))) is { } layer
            ? new(this, layer.Layer, Text($"the gradients of {layer.Name} are not finite at step {step.Step:N0}."))
            : null;
    }

    private TrainingFinding? FromLayerToLayer(IReadOnlyList<StepInspection> steps)
    {
        for (var l = steps[0].Layers.Count - 2; l >= 0; l--)
        {
            var error = RelativeError(steps, l);
            if (error > Times)
            {
                var (layer, output) = (steps[0].Layers[l], steps[0].Layers[^1]);
                return new(this, layer.Layer, string.Create(
                    CultureInfo.InvariantCulture,
                    $"the error signal dZ of {layer.Name} is {error:G2} times that of the output, {output.Name}, {OfSteps(steps.Count)}."));
            }
        }

        return null;
    }

    private TrainingFinding? FromStepToStep(IReadOnlyList<StepInspection> steps)
    {
        if (steps.Count == 0)
        {
            return null;
        }

        var (first, last) = (steps[0], steps[^1]);
        if (!(last.GradientNorm > Times * first.GradientNorm && last.Cost > TimesOfCost * first.Cost))
        {
            return null;
        }

        // The layer that has grown first beyond the limit; of several in one step, the one that has grown most.
        var step = steps.First(step => step.GradientNorm > Times * first.GradientNorm);
        var worst = Enumerable.Range(0, step.Layers.Count)
            .MaxBy(l => step.Layers[l].Weights.GradientNorm / first.Layers[l].Weights.GradientNorm);
        return new(this, step.Layers[worst].Layer, string.Create(
            CultureInfo.InvariantCulture,
            $"from step {first.Step:N0} to step {last.Step:N0} the norm of all gradients grew from {first.GradientNorm:G3} to " +
            $"{last.GradientNorm:G3} ") +
            Text($"and the cost from {first.Cost:G3} to {last.Cost:G3}, fastest in {step.Layers[worst].Name}.")) { Rank =
                RankBehindUpdates };
    }
}
