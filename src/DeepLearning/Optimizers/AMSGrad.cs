using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// AMSGrad: <see cref="DeepLearning.Adam"/> whose denominator never shrinks. v := β₁ v + (1 − β₁) dw, s := β₂ s + (1 − β₂) dw², u := max(u,
/// s), w := w − α v̂ / (√û + ε), with v̂ = v / (1 − β₁ᵗ) and û = u / (1 − β₂ᵗ).
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Optimizer.AMSGrad"/>.</remarks>
internal sealed class AMSGrad(double learningRate, double beta1, double beta2, double epsilon)
    : AdamOptimizer(learningRate, beta1, beta2, epsilon)
{
    /// <inheritdoc/>
    public override int StateCount => 3;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames { get; } = ["v", "s", "u"];

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"AMSGrad, α = {LearningRate}, β₁ = {Beta1}, β₂ = {Beta2}, ε = {Epsilon}");

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(
        new Rule<T>(
            new(Beta1),
            new(Beta2),
            T.CreateChecked(step.LearningRate / (1 - step.Beta1Power)),
            T.CreateChecked(1 / Math.Sqrt(1 - step.Beta2Power)),
            T.CreateChecked(Epsilon)),
        parameter, gradient, state[0], state[1], state[2]);

    private readonly struct Rule<T>(Averaging<T> first, Averaging<T> second, T rate, T root, T epsilon) : IUpdate<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Slots => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(
            ref Lanes<TSimd, TVector, T> w, Lanes<TSimd, TVector, T> g,
            ref Lanes<TSimd, TVector, T> v, ref Lanes<TSimd, TVector, T> s, ref Lanes<TSimd, TVector, T> u)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            v = first.Next(v, g);
            s = second.Next(s, g * g);
            u = u.Max(s);
            w -= rate * v / ((root * u.SquareRoot()) + epsilon);
        }
    }
}
