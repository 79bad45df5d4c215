using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Nesterov's accelerated gradient: v := β v + dw, w := w − α (dw + β v).</summary>
/// <remarks>
/// The look-ahead of Nesterov's method in the form that needs dw only at w itself, as in PyTorch; v is that of
/// <see cref="DeepLearning.HeavyBall"/>, without a factor 1 − β. NaN and infinities in dw pass into v and w.
/// Source: Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)", 1983;
/// Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning", 2013.
/// </remarks>
internal sealed class Nesterov : Optimizer
{
    /// <summary>Nesterov's method of the given learning rate and decay.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta">β, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public Nesterov(double learningRate = 0.01, double beta = 0.9)
        : base(learningRate) => Beta = Guard.Decay(beta);

    /// <summary>β, the share of the old velocity that is kept.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public override int StateCount => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames { get; } = ["v"];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"momentum (Nesterov), α = {LearningRate}, β = {Beta}");

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
