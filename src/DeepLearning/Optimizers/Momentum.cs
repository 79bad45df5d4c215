using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Gradient descent with momentum: v := β v + (1 − β) dw, w := w − α v.</summary>
/// <remarks>
/// The course's form, in which v is an exponentially weighted average of the gradients. The other common form, v := β v + dw, is
/// <see cref="DeepLearning.HeavyBall"/>: the same path with (1 − β) α for α. So with equal α and β = 0.9 the steps are a tenth of those
/// of PyTorch's, Keras's and scikit-learn's momentum. There is no bias correction. NaN and infinities in dw pass into v and w. Source:
/// Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
/// </remarks>
internal sealed class Momentum : Optimizer
{
    /// <summary>Momentum of the given learning rate and decay.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta">β, in [0, 1); 0.9 averages over about the last ten gradients.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public Momentum(double learningRate = 0.01, double beta = 0.9)
        : base(learningRate) => Beta = Guard.Decay(beta);

    /// <summary>β, the share of the old velocity that is kept.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public override int StateCount => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames { get; } = ["v"];

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
