using System.Globalization;

namespace DeepLearning;

/// <summary>
/// L1 and L2 regularization together: the cost gains (λ₁/m) ‖W‖₁ + (λ₂/2m) ‖W‖², dW gains (λ₁/m) sign(W) + (λ₂/m) W.
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Regularizer.ElasticNet"/>.</remarks>
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
