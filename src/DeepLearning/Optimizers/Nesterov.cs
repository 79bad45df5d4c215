using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Nesterov's accelerated gradient: v := β v + dw, w := w − α (dw + β v).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Optimizer.Nesterov"/>.</remarks>
internal sealed class Nesterov(double learningRate, double beta) : MomentumOptimizer(learningRate, beta)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"momentum (Nesterov), α = {LearningRate}, β = {Beta}");

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(new Rule<T>(T.CreateChecked(Beta), T.CreateChecked(step.LearningRate)), parameter, gradient, state[0]);

    private readonly struct Rule<T>(T beta, T rate) : IUpdate<T>
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
            velocity = ((beta * velocity) + g).WithoutSubnormals();
            w -= rate * (g + (beta * velocity));
        }
    }
}
