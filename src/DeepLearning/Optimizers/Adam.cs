using System.Globalization;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Adam: v := β₁ v + (1 − β₁) dw, s := β₂ s + (1 − β₂) dw², w := w − α v̂ / (√ŝ + ε),
/// with the bias corrections v̂ = v / (1 − β₁ᵗ) and ŝ = s / (1 − β₂ᵗ).
/// </summary>
/// <remarks>
/// t counts the steps from 1. The defaults are PyTorch's and scikit-learn's; Keras has ε = 10⁻⁷. PyTorch's <c>weight_decay</c> of Adam is
/// L2 without the factor 1/m: see <see cref="Regularizer.L2"/>. NaN and infinities in dw pass into v, s and w.
/// Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015.
/// </remarks>
internal sealed class Adam : Optimizer
{
    /// <summary>Adam of the given learning rate and decays.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0, which keeps the division finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : base(learningRate)
    {
        Beta1 = Guard.Decay(beta1);
        Beta2 = Guard.Decay(beta2);
        Epsilon = Guard.Positive(epsilon);
    }

    /// <summary>β₁, the decay of the average of gradients.</summary>
    public double Beta1 { get; }

    /// <summary>β₂, the decay of the average of squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>ε, which keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override int StateCount => 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames { get; } = ["v", "s"];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Adam, α = {LearningRate}, β₁ = {Beta1}, β₂ = {Beta2}, ε = {Epsilon}");

    /// <inheritdoc/>
    protected internal override OptimizerStep Prepare(OptimizerStep step) => step.WithPowers(Beta1, Beta2);

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(new AdamRule<T>(step, Beta1, Beta2, Epsilon, weightDecay: 0), parameter, gradient, state[0], state[1]);
}
