using System.Globalization;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// L1 regularization: the cost gains (λ/m) ‖W‖₁, dW gains (λ/m) sign(W); weights that do not earn their keep go to zero.
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Regularizer.L1"/>.</remarks>
internal sealed class L1 : Regularizer
{
    /// <summary>L1 regularization of the given strength.</summary>
    /// <param name="lambda">λ, 0 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lambda"/> is negative or not finite.</exception>
    public L1(double lambda) => Lambda = Guard.NotNegative(lambda);

    /// <summary>λ.</summary>
    public double Lambda { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"L1({Lambda})");

    /// <inheritdoc/>
    protected override double PenaltyCore<T>(ReadOnlySpan<T> weights) =>
        Lambda * double.CreateChecked(Sums.OfMagnitudes(weights));

    /// <inheritdoc/>
    protected override void AddGradientCore<T>(ReadOnlySpan<T> weights, T factor, Span<T> gradient)
    {
        var step = factor * T.CreateChecked(Lambda);
        for (var i = 0; i < weights.Length; i++)
        {
            gradient[i] += T.IsZero(weights[i]) ? T.Zero : T.CopySign(step, weights[i]);
        }
    }
}
