using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Adam with Nesterov's look-ahead: v := β₁ v + (1 − β₁) dw, s := β₂ s + (1 − β₂) dw²,
/// w := w − α (μₜ₊₁ v / (1 − μ₁⋯μₜ₊₁) + (1 − μₜ) dw / (1 − μ₁⋯μₜ)) / (√ŝ + ε),
/// with ŝ = s / (1 − β₂ᵗ) and the momentum schedule μₜ = β₁ (1 − ½ · 0.96^(ψ t)).
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Optimizer.Nadam"/>.</remarks>
internal sealed class Nadam(double learningRate, double beta1, double beta2, double epsilon, double momentumDecay)
    : AdamOptimizer(learningRate, beta1, beta2, epsilon)
{
    /// <summary>ψ, how fast μ rises from β₁ / 2 to β₁.</summary>
    public double MomentumDecay { get; } = Guard.NotNegative(momentumDecay);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"Nadam, α = {LearningRate}, β₁ = {Beta1}, β₂ = {Beta2}, ε = {Epsilon}, ψ = {MomentumDecay}");

    /// <inheritdoc/>
    protected internal override OptimizerStep Prepare(OptimizerStep step) => base.Prepare(step) with
    {
        Beta1Power = ProductOfMomenta(step.Number),
        Momentum = MomentumAt(step.Number),
        NextMomentum = MomentumAt(step.Number + 1),
    };

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(
            new Rule<T>(
                new(Beta1),
                new(Beta2),
                T.CreateChecked(step.LearningRate * (1 - step.Momentum) / (1 - step.Beta1Power)),
                T.CreateChecked(step.LearningRate * step.NextMomentum / (1 - (step.Beta1Power * step.NextMomentum))),
                T.CreateChecked(1 / Math.Sqrt(1 - step.Beta2Power)),
                T.CreateChecked(Epsilon)),
            parameter, gradient, state[0], state[1]);

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

    private readonly struct Rule<T>(
        Averaging<T> first, Averaging<T> second, T rateOfGradient, T rateOfAverage, T root, T epsilon) : IUpdate<T>
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
