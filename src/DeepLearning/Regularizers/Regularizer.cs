using System.Numerics;

namespace DeepLearning;

/// <summary>
/// A penalty R(W) on the weights of a layer. The cost becomes J = (1/m) Σᵢ L⁽ⁱ⁾ + (1/m) Σ_l R(W[l]).
/// </summary>
/// <remarks>
/// <para>
/// m is the number of examples of the batch at hand, as in the course; biases are not penalized. The training pass applies the
/// factor 1/m. To write your own, derive and override <see cref="PenaltyCore"/> and <see cref="AddGradientCore"/>.
/// </para>
/// <threadsafety>A regularizer is immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public abstract class Regularizer
{
    /// <summary>No penalty: R(W) = 0.</summary>
    public static Regularizer None { get; } = new NoRegularizer();

    /// <summary>The name shown in summaries; by default the name of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>R(W) = (λ/2) ‖W‖², so that the cost gains (λ/2m) ‖W‖².</summary>
    /// <remarks>
    /// The factor 1/m is the course's and scikit-learn's (<c>alpha</c> of <c>MLPClassifier</c>): PyTorch's <c>weight_decay</c> is λ/m, and
    /// Keras's <c>L2(l)</c>, without the ½, has l = λ/2m. NaN and infinities among the weights pass into the penalty.
    /// </remarks>
    /// <param name="lambda">λ, 0 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lambda"/> is negative or not finite.</exception>
    public static Regularizer L2(double lambda) => new L2(lambda);

    /// <summary>R(W) = λ ‖W‖₁, so that the cost gains (λ/m) ‖W‖₁.</summary>
    /// <remarks>
    /// Keras's <c>L1(l)</c> has no factor 1/m: l = λ/m. At the kink W = 0 the derivative is taken as 0. NaN and infinities among the
    /// weights pass into the penalty.
    /// </remarks>
    /// <param name="lambda">λ, 0 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lambda"/> is negative or not finite.</exception>
    public static Regularizer L1(double lambda) => new L1(lambda);

    /// <summary>R(W) = λ₁ ‖W‖₁ + (λ₂/2) ‖W‖².</summary>
    /// <remarks>
    /// scikit-learn's <c>ElasticNet</c> states the same by a total and a ratio: λ₁/m = alpha · l1_ratio, λ₂/m = alpha · (1 − l1_ratio), for
    /// half of the mean squared error. Weights that do not earn their keep go to zero, as under <see cref="L1"/>, but of
    /// correlated inputs it keeps all or none. At the kink W = 0 the derivative is taken as 0. NaN and infinities among the weights pass
    /// into the penalty. Source: Zou and Hastie, "Regularization and variable selection via the elastic net", 2005.
    /// </remarks>
    /// <param name="lambda1">λ₁, 0 or greater.</param>
    /// <param name="lambda2">λ₂, 0 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative or not finite.</exception>
    public static Regularizer ElasticNet(double lambda1, double lambda2) => new ElasticNet(lambda1, lambda2);

    /// <summary>R(W), without the factor 1/m.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">A range of the weights of one layer.</param>
    /// <exception cref="ArgumentException"><paramref name="weights"/> is empty.</exception>
    public double Penalty<T>(ReadOnlySpan<T> weights)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SpanGuard.NotEmpty(weights, nameof(weights));
        return PenaltyCore(weights);
    }

    /// <summary>Adds factor · ∂R/∂W to the gradient.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">A range of the weights of one layer.</param>
    /// <param name="factor">1/m.</param>
    /// <param name="gradient">dW of the same range, to be added to.</param>
    /// <exception cref="ArgumentException">A span is empty, the two are not of one length, or they overlap.</exception>
    public void AddGradient<T>(ReadOnlySpan<T> weights, T factor, Span<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SpanGuard.NotEmpty(weights, nameof(weights));
        SpanGuard.SameLength(gradient, nameof(gradient), weights, nameof(weights));
        SpanGuard.Apart(gradient, nameof(gradient), weights, nameof(weights));
        AddGradientCore(weights, factor, gradient);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>R(W), without the factor 1/m. Must be a sum over the weights, so that ranges of them can be penalized apart.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">A range of the weights of one layer, not empty.</param>
    protected abstract double PenaltyCore<T>(ReadOnlySpan<T> weights)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary><see cref="AddGradient"/>, of spans that have been checked: of one length, and apart.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">A range of the weights of one layer.</param>
    /// <param name="factor">1/m.</param>
    /// <param name="gradient">dW of the same range, to be added to.</param>
    protected abstract void AddGradientCore<T>(ReadOnlySpan<T> weights, T factor, Span<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
