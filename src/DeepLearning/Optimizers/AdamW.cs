using System.Globalization;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Adam with decoupled weight decay: w := (1 − α λ) w − α v̂ / (√ŝ + ε), with v̂ and ŝ as in <see cref="DeepLearning.Adam"/>.
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Optimizer.AdamW"/>.</remarks>
internal sealed class AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    : AdamOptimizer(learningRate, beta1, beta2, epsilon)
{
    /// <summary>λ, how fast w decays, in shares of α.</summary>
    public double WeightDecay { get; } = Guard.NotNegative(weightDecay);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"AdamW, α = {LearningRate}, β₁ = {Beta1}, β₂ = {Beta2}, ε = {Epsilon}, λ = {WeightDecay}");

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(new AdamRule<T>(step, Beta1, Beta2, Epsilon, WeightDecay), parameter, gradient, state[0], state[1]);
}
