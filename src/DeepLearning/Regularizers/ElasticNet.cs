using System.Globalization;
using System.Numerics;
using DeepLearning.Data;

namespace DeepLearning;

/// <summary>
/// L1 and L2 regularization together: the cost gains (λ₁/m) ‖W‖₁ + (λ₂/2m) ‖W‖², dW gains (λ₁/m) sign(W) + (λ₂/m) W.
/// </summary>
/// <remarks>
/// scikit-learn's <c>ElasticNet</c> states the same by a total and a ratio: λ₁/m = alpha · l1_ratio, λ₂/m = alpha · (1 − l1_ratio), for
/// half of the mean squared error. Weights that do not earn their keep go to zero, as under <see cref="DeepLearning.L1"/>, but of
/// correlated inputs it keeps all or none. At the kink W = 0 the derivative is taken as 0. NaN and infinities among the weights pass into
/// the penalty. Source: Zou and Hastie, "Regularization and variable selection via the elastic net", 2005.
/// </remarks>
internal sealed class ElasticNet : Regularizer
{
    private readonly L1 absolute;
    private readonly L2 square;

    /// <summary>Elastic net regularization of the given strengths.</summary>
    /// <param name="lambda1">λ₁ of the absolute values, 0 or greater.</param>
    /// <param name="lambda2">λ₂ of the squares, 0 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative or not finite.</exception>
    public ElasticNet(double lambda1, double lambda2) =>
        (absolute, square) = (new L1(Guard.NotNegative(lambda1)), new L2(Guard.NotNegative(lambda2)));

    /// <summary>λ₁ of the absolute values.</summary>
    public double Lambda1 => absolute.Lambda;

    /// <summary>λ₂ of the squares.</summary>
    public double Lambda2 => square.Lambda;

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"ElasticNet({Lambda1}, {Lambda2})");

    /// <inheritdoc/>
    protected override double PenaltyCore<T>(ReadOnlySpan<T> weights) => absolute.Penalty(weights) + square.Penalty(weights);

    /// <inheritdoc/>
    protected override void AddGradientCore<T>(ReadOnlySpan<T> weights, T factor, Span<T> gradient)
    {
        absolute.AddGradient(weights, factor, gradient);
        square.AddGradient(weights, factor, gradient);
    }
}
