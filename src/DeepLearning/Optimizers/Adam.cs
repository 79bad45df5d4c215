using System.Globalization;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Adam: v := β₁ v + (1 − β₁) dw, s := β₂ s + (1 − β₂) dw², w := w − α v̂ / (√ŝ + ε),
/// with the bias corrections v̂ = v / (1 − β₁ᵗ) and ŝ = s / (1 − β₂ᵗ).
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Optimizer.Adam"/>.</remarks>
internal sealed class Adam(double learningRate, double beta1, double beta2, double epsilon)
    : AdamOptimizer(learningRate, beta1, beta2, epsilon)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Adam, α = {LearningRate}, β₁ = {Beta1}, β₂ = {Beta2}, ε = {Epsilon}");

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(new AdamRule<T>(step, Beta1, Beta2, Epsilon, weightDecay: 0), parameter, gradient, state[0], state[1]);
}
