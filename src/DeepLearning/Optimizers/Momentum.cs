using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Gradient descent with momentum: v := β v + (1 − β) dw, w := w − α v.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Optimizer.Momentum"/>.</remarks>
internal sealed class Momentum(double learningRate, double beta) : MomentumOptimizer(learningRate, beta)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"momentum, α = {LearningRate}, β = {Beta}");

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(new Rule<T>(new(Beta), T.CreateChecked(step.LearningRate)), parameter, gradient, state[0]);

    private readonly struct Rule<T>(Averaging<T> averaging, T rate) : IUpdate<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(
            ref Lanes<TSimd, TVector, T> w, Lanes<TSimd, TVector, T> g,
            ref Lanes<TSimd, TVector, T> velocity, ref Lanes<TSimd, TVector, T> state1, ref Lanes<TSimd, TVector, T> state2)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            velocity = averaging.Next(velocity, g);
            w -= rate * velocity;
        }
    }
}
