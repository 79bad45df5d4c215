using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Adam that trusts its denominator as far as it is known: v := β₁ v + (1 − β₁) dw, s := β₂ s + (1 − β₂) dw²; while ρₜ ≤ 5,
/// w := w − α v̂, and then w := w − α r v̂ √(1 − β₂ᵗ) / (√s + ε), with v̂ = v / (1 − β₁ᵗ).
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Optimizer.RAdam"/>.</remarks>
internal sealed class RAdam(double learningRate, double beta1, double beta2, double epsilon)
    : AdamOptimizer(learningRate, beta1, beta2, epsilon)
{
    /// <summary>With an average of squares as long as this or shorter, the variance of its root may be infinite.</summary>
    private const double Known = 5;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"RAdam, α = {LearningRate}, β₁ = {Beta1}, β₂ = {Beta2}, ε = {Epsilon}");

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step)
    {
        if (Rectification(step) is { } r)
        {
            // Adam's ε stands beside √ŝ, this one beside √s.
            var rule = new AdamRule<T>(
                step with { LearningRate = r * step.LearningRate }, Beta1, Beta2, Epsilon / Math.Sqrt(1 - step.Beta2Power), weightDecay: 0);
            UpdateLoop.Run(rule, parameter, gradient, state[0], state[1]);
        }
        else
        {
            var rate = T.CreateChecked(step.LearningRate / (1 - step.Beta1Power));
            UpdateLoop.Run(new MomentumRule<T>(new(Beta1), new(Beta2), rate), parameter, gradient, state[0], state[1]);
        }
    }

    /// <summary>r; null while ρₜ, the length of the average of squares, is too small.</summary>
    private double? Rectification(OptimizerStep step)
    {
        var most = (2 / (1 - Beta2)) - 1;
        var length = most - (2 * step.Number * step.Beta2Power / (1 - step.Beta2Power));
        return length <= Known
            ? null
            : Math.Sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length));
    }

    private readonly struct MomentumRule<T>(Averaging<T> first, Averaging<T> second, T rate) : IUpdate<T>
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
            w -= rate * v;
        }
    }
}
