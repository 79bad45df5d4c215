using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Momentum in its other common form, without the factor 1 − β: v := β v + dw, w := w − α v.</summary>
/// <remarks>
/// What PyTorch, Keras and scikit-learn call SGD with momentum; in PyTorch and Keras β is 0 unless given. Its steps are 1 / (1 − β) times
/// those of <see cref="DeepLearning.Momentum"/>, ten times with β = 0.9: <c>HeavyBall(α, β)</c> is <c>Momentum(α / (1 − β), β)</c>. NaN
/// and infinities in dw pass into v and w. Source: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
/// </remarks>
internal sealed class HeavyBall : Optimizer
{
    /// <summary>The heavy ball of the given learning rate and decay.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta">β, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public HeavyBall(double learningRate = 0.01, double beta = 0.9)
        : base(learningRate) => Beta = Guard.Decay(beta);

    /// <summary>β, the share of the old velocity that is kept.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public override int StateCount => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames { get; } = ["v"];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"momentum (heavy ball), α = {LearningRate}, β = {Beta}");

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
            w -= rate * velocity;
        }
    }
}
