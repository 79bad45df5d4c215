using System.Globalization;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// L2 regularization, or weight decay: the cost gains (λ/2m) ‖W‖², dW gains (λ/m) W.
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Regularizer.L2"/>.</remarks>
internal sealed class L2 : Regularizer
{
    /// <summary>L2 regularization of the given strength.</summary>
    /// <param name="lambda">λ, 0 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lambda"/> is negative or not finite.</exception>
    public L2(double lambda) => Lambda = Guard.NotNegative(lambda);

    /// <summary>λ.</summary>
    public double Lambda { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"L2({Lambda})");

    /// <summary>
    /// What a step of gradient descent multiplies the weights by before it subtracts the rest: 1 − α λ / m, since
    /// W − α (dW + (λ/m) W) = (1 − α λ / m) W − α dW.
    /// </summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="examples">m, the number of examples of the batch, 1 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public double WeightDecay(double learningRate, int examples) =>
        1 - (Guard.Positive(learningRate) * Lambda / Guard.Positive(examples));

    /// <inheritdoc/>
    protected override double PenaltyCore<T>(ReadOnlySpan<T> weights) =>
        Lambda / 2 * double.CreateChecked(Sums.OfSquares(weights));

    /// <inheritdoc/>
    protected override void AddGradientCore<T>(ReadOnlySpan<T> weights, T factor, Span<T> gradient) =>
        TensorPrimitives.MultiplyAdd(weights, factor * T.CreateChecked(Lambda), gradient, gradient);
}
