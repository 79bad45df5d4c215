using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Nesterov's accelerated gradient: v := β v + dw, w := w − α (dw + β v).</summary>
/// <remarks>
/// The look-ahead of Nesterov's method in the form that needs dw only at w itself, as in PyTorch; v is that of
/// <see cref="DeepLearning.HeavyBall"/>, without a factor 1 − β. NaN and infinities in dw pass into v and w.
/// Source: Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)", 1983;
/// Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning", 2013.
/// </remarks>
public sealed class Nesterov : Optimizer
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
            w -= rate * (g + (beta * velocity));
        }
    }
}
