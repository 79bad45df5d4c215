using System.Globalization;
using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>All gradients by one factor, so that the direction stays: g := g · c / ‖g‖ where ‖g‖ &gt; c.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="GradientClipping.ByGlobalNorm"/>.</remarks>
internal sealed class ClippingByGlobalNorm : GradientClipping
{
    /// <summary>Clipping to the norm c.</summary>
    /// <param name="limit">c, greater than 0; 1 is typical.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not greater than 0, or not finite.</exception>
    public ClippingByGlobalNorm(double limit = 1) => Limit = Guard.Positive(limit);

    /// <summary>c, the largest norm.</summary>
    public double Limit { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"ByGlobalNorm({Limit})");

    /// <inheritdoc/>
    public override bool NeedsGlobalNorm => true;

    /// <inheritdoc/>
    protected override void ClipCore<T>(Span<T> gradient, double sumOfSquares)
    {
        var norm = Math.Sqrt(sumOfSquares);
        if (!(norm <= Limit))
        {
            TensorPrimitives.Multiply(gradient, T.CreateChecked(double.IsFinite(norm) ? Limit / norm : double.NaN), gradient);
        }
    }
}
