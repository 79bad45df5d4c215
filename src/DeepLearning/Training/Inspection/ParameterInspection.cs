namespace DeepLearning;

/// <summary>One matrix of weights or biases in one step. The norms are Euclidean, over all numbers of the matrix.</summary>
/// <param name="Name">The name, such as <c>layers.0.weight</c>.</param>
/// <param name="Norm">‖W‖ before the step.</param>
/// <param name="GradientNorm">‖dW‖, with the regularizer's part, before any clipping.</param>
/// <param name="Gradient">How the elements of dW are distributed, before any clipping.</param>
/// <param name="UpdateNorm">‖ΔW‖: how far the step has moved the matrix, constraints included.</param>
/// <param name="States">
/// What the optimizer remembers of it after the step, by what the rule calls it, such as v or s; see <see cref="Optimizer.StateNames"/>.
/// </param>
public sealed record ParameterInspection(
    string Name, double Norm, double GradientNorm, Distribution Gradient, double UpdateNorm,
    IReadOnlyList<(string Name, double Norm)> States)
{
    /// <summary>
    /// ‖ΔW‖ / ‖W‖: the share of itself by which the matrix has moved; NaN when it was zero. About 10⁻³ is usual for weights. Biases begin
    /// at zero, so that theirs says little.
    /// </summary>
    /// <remarks>Source of the rule of thumb: Karpathy, notes of Stanford's course CS231n, "Neural networks part 3", 2015.</remarks>
    public double UpdateRatio => Norm == 0 ? double.NaN : UpdateNorm / Norm;
}
