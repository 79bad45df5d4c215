using System.Globalization;

namespace DeepLearning.Diagnosis;

/// <summary>Units of the ReLU kind that no example reaches any more.</summary>
/// <remarks>
/// Some are dead in healthy networks too; 40 % is where the notes of Stanford's course CS231n suspect the learning rate (Karpathy, "Neural
/// networks part 1", 2015).
/// </remarks>
internal sealed class DeadUnits() : TrainingProblem(
    "dead units",
    "Lower the learning rate, begin with other biases, or take a leaky ReLU or an ELU, which never die.")
{
    private const double Share = 0.4;

    /// <summary>With fewer examples, units that merely had nothing to say would be taken for dead.</summary>
    private const int LeastExamples = 128;

    internal override TrainingFinding? Find(IReadOnlyList<StepInspection> steps)
    {
        // What flattens on both sides is saturated, not dead.
        var last = steps[^1];
        var sick = last.Layers
            .Where(layer => layer is { SaturatedShare: null, LastingDeadShare: >= Share, ExamplesWatched: >= LeastExamples }).ToArray();
        if (sick.Length == 0)
        {
            return null;
        }

        var others = string.Concat(sick.Skip(1).Select(layer => Text($", {100 * layer.LastingDeadShare:F0} % of {layer.Name}")));
        return new(this, sick[0].Layer, string.Create(
            CultureInfo.InvariantCulture,
            $"{100 * sick[0].LastingDeadShare:F0} % of the units of {sick[0].Name}{others} gave 0 with a derivative of 0 for each of the " +
            $"last ") +
            Text($"{Plural.Of(sick[0].ExamplesWatched, "example", "N0")} that were inspected, up to step {last.Step:N0}."));
    }
}
