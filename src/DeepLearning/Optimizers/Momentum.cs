namespace DeepLearning;

/// <summary>Gradient descent with momentum: v := β v + (1 − β) dw, w := w − α v.</summary>
/// <remarks>
/// The course's form, in which v is an exponentially weighted average of the gradients. The other common form, v := β v + dw,
/// is the same with α / (1 − β) for α. There is no bias correction. NaN and infinities in dw pass into v and w.
/// Source: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
/// </remarks>
public sealed class Momentum : Optimizer
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
    public override void Update<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step)
    {
        var velocity = state[0];
        var (rate, beta) = (T.CreateChecked(step.LearningRate), T.CreateChecked(Beta));
        var fresh = T.CreateChecked(1 - Beta);
        for (var i = 0; i < parameter.Length; i++)
        {
            velocity[i] = (beta * velocity[i]) + (fresh * gradient[i]);
            parameter[i] -= rate * velocity[i];
        }
    }
}
