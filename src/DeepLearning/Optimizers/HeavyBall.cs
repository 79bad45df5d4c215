using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Momentum in its other common form, without the factor 1 − β: v := β v + dw, w := w − α v.</summary>
/// <remarks>
/// What PyTorch and Keras call SGD with momentum. Its steps are 1 / (1 − β) times those of <see cref="DeepLearning.Momentum"/>, ten times
/// with β = 0.9: <c>HeavyBall(α, β)</c> is <c>Momentum(α / (1 − β), β)</c>. NaN and infinities in dw pass into v and w.
/// Source: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
/// </remarks>
public sealed class HeavyBall : Optimizer
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
    public override void Update<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(new Rule<T>(T.CreateChecked(Beta), T.CreateChecked(step.LearningRate)), parameter, gradient, state[0]);

    private readonly struct Rule<T>(T beta, T rate) : IUpdate<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> beta = new(beta);
        private readonly Vector<T> rate = new(rate);

        public static int Slots => 1;

        public void Apply(ref Vector<T> w, Vector<T> g, ref Vector<T> velocity, ref Vector<T> state1, ref Vector<T> state2)
        {
            velocity = (beta * velocity) + g;
            w -= rate * velocity;
        }
    }
}
