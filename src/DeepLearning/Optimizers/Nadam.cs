using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;
using DeepLearning.Reporting;

namespace DeepLearning;

/// <summary>
/// Adam with Nesterov's look-ahead: v := β₁ v + (1 − β₁) dw, s := β₂ s + (1 − β₂) dw²,
/// w := w − α (μₜ₊₁ v / (1 − μ₁⋯μₜ₊₁) + (1 − μₜ) dw / (1 − μ₁⋯μₜ)) / (√ŝ + ε),
/// with ŝ = s / (1 − β₂ᵗ) and the momentum schedule μₜ = β₁ (1 − ½ · 0.96^(ψ t)).
/// </summary>
/// <remarks>
/// As in PyTorch, its defaults included, which keeps the product of the μ as state; here it is a function of t. Keras has α = 0.001 and ε
/// = 10⁻⁷. NaN and infinities in dw pass into v, s and w. Source: Dozat, "Incorporating Nesterov momentum into Adam", 2016.
/// </remarks>
internal sealed class Nadam : Optimizer
{
    /// <summary>Nadam of the given learning rate and decays.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0, which keeps the division finite.</param>
    /// <param name="momentumDecay">ψ, 0 or greater: how fast μ rises from β₁ / 2 to β₁.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public Nadam(double learningRate = 0.002, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double momentumDecay = 0.004)
        : base(learningRate)
    {
        Beta1 = Guard.Decay(beta1);
        Beta2 = Guard.Decay(beta2);
        Epsilon = Guard.Positive(epsilon);
        MomentumDecay = Guard.NotNegative(momentumDecay);
    }

    /// <summary>β₁, the decay of the average of gradients.</summary>
    public double Beta1 { get; }

    /// <summary>β₂, the decay of the average of squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>ε, which keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <summary>ψ, how fast μ rises from β₁ / 2 to β₁.</summary>
    public double MomentumDecay { get; }

    /// <inheritdoc/>
    public override int StateCount => 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames { get; } = ["v", "s"];

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"Nadam, α = {LearningRate}, β₁ = {Beta1}, β₂ = {Beta2}, ε = {Epsilon}, ψ = {MomentumDecay}");

    /// <inheritdoc/>
    protected internal override OptimizerStep Prepare(OptimizerStep step) => step.WithPowers(Beta1, Beta2) with { Beta1Power = ProductOfMomenta(step.Number) };

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step)
    {
        var (now, next) = (MomentumAt(step.Number), MomentumAt(step.Number + 1));
        UpdateLoop.Run(
            new Rule<T>(
                new(Beta1),
                new(Beta2),
                T.CreateChecked(step.LearningRate * (1 - now) / (1 - step.Beta1Power)),
                T.CreateChecked(step.LearningRate * next / (1 - (step.Beta1Power * next))),
                T.CreateChecked(1 / Math.Sqrt(1 - step.Beta2Power)),
                T.CreateChecked(Epsilon)),
            parameter, gradient, state[0], state[1]);
    }

    private double MomentumAt(double t) => Beta1 * (1 - (0.5 * Math.Pow(0.96, t * MomentumDecay)));

    /// <summary>μ₁⋯μₜ; below a unit of the last place of 1 it no longer counts, which ends the loop after some dozens of steps.</summary>
    private double ProductOfMomenta(long t)
    {
        var product = 1.0;
        for (var i = 1L; i <= t && product > 1e-18; i++)
        {
            product *= MomentumAt(i);
        }

        return product;
    }

    private readonly struct Rule<T>(Averaging<T> first, Averaging<T> second, T rateOfGradient, T rateOfAverage, T root, T epsilon) : IUpdate<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(
            ref Lanes<TSimd, TVector, T> w, Lanes<TSimd, TVector, T> g,
            ref Lanes<TSimd, TVector, T> v, ref Lanes<TSimd, TVector, T> s, ref Lanes<TSimd, TVector, T> state2)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            v = first.Next(v, g);
            s = second.Next(s, g * g);
            w -= ((rateOfAverage * v) + (rateOfGradient * g)) / ((root * s.SquareRoot()) + epsilon);
        }
    }
}
