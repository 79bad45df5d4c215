using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Adam by the largest gradient: v := β₁ v + (1 − β₁) dw, u := max(β₂ u, |dw| + ε), w := w − α v̂ / u, with v̂ = v / (1 − β₁ᵗ).
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Optimizer.Adamax"/>.</remarks>
internal sealed class Adamax(double learningRate, double beta1, double beta2, double epsilon)
    : AdamOptimizer(learningRate, beta1, beta2, epsilon)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames { get; } = ["v", "u"];

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Adamax, α = {LearningRate}, β₁ = {Beta1}, β₂ = {Beta2}, ε = {Epsilon}");

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(
            new Rule<T>(
                new(Beta1), T.CreateChecked(Beta2), T.CreateChecked(step.LearningRate / (1 - step.Beta1Power)), T.CreateChecked(Epsilon)),
            parameter, gradient, state[0], state[1]);

    private readonly struct Rule<T>(Averaging<T> first, T decay, T rate, T epsilon) : IUpdate<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(
            ref Lanes<TSimd, TVector, T> w, Lanes<TSimd, TVector, T> g,
            ref Lanes<TSimd, TVector, T> v, ref Lanes<TSimd, TVector, T> u, ref Lanes<TSimd, TVector, T> state2)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            v = first.Next(v, g);
            u = (decay * u).Max(g.Max(T.Zero - g) + epsilon);
            w -= rate * v / u;
        }
    }
}
