namespace DeepLearning;

/// <summary>RMSprop: s := β s + (1 − β) dw², w := w − α dw / (√s + ε).</summary>
/// <remarks>
/// Divides each element's step by a running root mean square of its gradients. There is no bias correction.
/// NaN and infinities in dw pass into s and w. Source: Hinton, "Neural networks for machine learning", lecture 6e, 2012.
/// </remarks>
public sealed class RMSprop : Optimizer
{
    /// <summary>RMSprop of the given learning rate and decay.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta">β, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0, which keeps the division finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public RMSprop(double learningRate = 0.001, double beta = 0.9, double epsilon = 1e-8)
        : base(learningRate)
    {
        Beta = Guard.Decay(beta);
        Epsilon = Guard.Positive(epsilon);
    }

    /// <summary>β, the share of the old mean square that is kept.</summary>
    public double Beta { get; }

    /// <summary>ε, which keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override int StateCount => 1;

    /// <inheritdoc/>
    public override void Update<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step)
    {
        var square = state[0];
        var (rate, beta, epsilon) = (T.CreateChecked(step.LearningRate), T.CreateChecked(Beta), T.CreateChecked(Epsilon));
        var fresh = T.CreateChecked(1 - Beta);
        for (var i = 0; i < parameter.Length; i++)
        {
            square[i] = (beta * square[i]) + (fresh * gradient[i] * gradient[i]);
            parameter[i] -= rate * gradient[i] / (T.Sqrt(square[i]) + epsilon);
        }
    }
}
