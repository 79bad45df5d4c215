namespace DeepLearning;

/// <summary>The inside of one training step; see <see cref="FitOptions.InspectEverySteps"/>.</summary>
/// <param name="Step">The number of the step within the run, counted from 1: its cost is <c>StepCosts[Step − 1]</c>.</param>
/// <param name="Epoch">The epoch within the run, counted from 1.</param>
/// <param name="Examples">m, the examples of the batch.</param>
/// <param name="Cost">J of the batch before the update.</param>
/// <param name="LearningRate">α of the step.</param>
/// <param name="Layers">The layers, from the first hidden layer to the output.</param>
public sealed record StepInspection(
    long Step, int Epoch, int Examples, double Cost, double LearningRate, IReadOnlyList<LayerInspection> Layers)
{
    /// <summary>The scales of the inputs, as far as the run had seen them.</summary>
    internal InputScales? Inputs { get; init; }

    /// <summary>‖dθ‖, the Euclidean norm of all gradients together, before any clipping.</summary>
    public double GradientNorm => Norms.Together(Layers.SelectMany(layer => layer.Parameters).Select(parameter => parameter.GradientNorm));
}
