namespace DeepLearning;

/// <summary>
/// Adam: v := β₁ v + (1 − β₁) dw, s := β₂ s + (1 − β₂) dw², w := w − α v̂ / (√ŝ + ε),
/// with the bias corrections v̂ = v / (1 − β₁ᵗ) and ŝ = s / (1 − β₂ᵗ).
/// </summary>
/// <remarks>
/// t counts the steps from 1. NaN and infinities in dw pass into v, s and w.
/// Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015.
/// </remarks>
public sealed class Adam : Optimizer
{
    /// <summary>Adam of the given learning rate and decays.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0, which keeps the division finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : base(learningRate)
    {
        Beta1 = Guard.Decay(beta1);
        Beta2 = Guard.Decay(beta2);
        Epsilon = Guard.Positive(epsilon);
    }

    /// <summary>β₁, the decay of the average of gradients.</summary>
    public double Beta1 { get; }

    /// <summary>β₂, the decay of the average of squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>ε, which keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override int StateCount => 2;

    /// <inheritdoc/>
    public override void Update<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step)
    {
        var first = state[0];
        var second = state[1];
        var (beta1, beta2, epsilon) = (T.CreateChecked(Beta1), T.CreateChecked(Beta2), T.CreateChecked(Epsilon));
        var (fresh1, fresh2) = (T.CreateChecked(1 - Beta1), T.CreateChecked(1 - Beta2));

        // α v̂ / (√ŝ + ε), with both corrections taken out of the loop.
        var rate = T.CreateChecked(step.LearningRate / (1 - Math.Pow(Beta1, step.Number)));
        var root = T.CreateChecked(1 / Math.Sqrt(1 - Math.Pow(Beta2, step.Number)));
        for (var i = 0; i < parameter.Length; i++)
        {
            first[i] = (beta1 * first[i]) + (fresh1 * gradient[i]);
            second[i] = (beta2 * second[i]) + (fresh2 * gradient[i] * gradient[i]);
            parameter[i] -= rate * first[i] / ((root * T.Sqrt(second[i])) + epsilon);
        }
    }
}
