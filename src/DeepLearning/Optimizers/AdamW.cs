using System.Globalization;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Adam with decoupled weight decay: w := (1 − α λ) w − α v̂ / (√ŝ + ε), with v̂ and ŝ as in <see cref="DeepLearning.Adam"/>.
/// </summary>
/// <remarks>
/// The decay acts on w directly and does not pass through the averages, where <see cref="Regularizer.L2"/> would be divided by √ŝ like any
/// other gradient. As in PyTorch it acts on every parameter, biases included, and follows the learning rate that holds for the step. The
/// defaults are PyTorch's; Keras has λ = 0.004 and ε = 10⁻⁷.
/// NaN and infinities in dw pass into v, s and w. Source: Loshchilov and Hutter, "Decoupled weight decay regularization", 2019.
/// </remarks>
internal sealed class AdamW : Optimizer
{
    /// <summary>AdamW of the given learning rate and decays.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0, which keeps the division finite.</param>
    /// <param name="weightDecay">λ, 0 or greater: how fast w decays, in shares of α.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public AdamW(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
        : base(learningRate)
    {
        Beta1 = Guard.Decay(beta1);
        Beta2 = Guard.Decay(beta2);
        Epsilon = Guard.Positive(epsilon);
        WeightDecay = Guard.NotNegative(weightDecay);
    }

    /// <summary>β₁, the decay of the average of gradients.</summary>
    public double Beta1 { get; }

    /// <summary>β₂, the decay of the average of squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>ε, which keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <summary>λ, how fast w decays, in shares of α.</summary>
    public double WeightDecay { get; }

    /// <inheritdoc/>
    public override int StateCount => 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames { get; } = ["v", "s"];

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"AdamW, α = {LearningRate}, β₁ = {Beta1}, β₂ = {Beta2}, ε = {Epsilon}, λ = {WeightDecay}");

    /// <inheritdoc/>
    protected internal override OptimizerStep Prepare(OptimizerStep step) => step.WithPowers(Beta1, Beta2);

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(new AdamRule<T>(step, Beta1, Beta2, Epsilon, WeightDecay), parameter, gradient, state[0], state[1]);
}
