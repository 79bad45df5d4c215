using System.Globalization;
using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>Every element by itself: g := min(max(g, −c), c).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="GradientClipping.ByValue"/>.</remarks>
internal sealed class ClippingByValue : GradientClipping
{
    /// <summary>Clipping to [−c, c].</summary>
    /// <param name="limit">c, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not greater than 0, or not finite.</exception>
    public ClippingByValue(double limit) => Limit = Guard.Positive(limit);

    /// <summary>c, the largest magnitude of an element.</summary>
    public double Limit { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"ByValue({Limit})");

    /// <inheritdoc/>
    protected override void ClipCore<T>(Span<T> gradient, double sumOfSquares)
    {
        var limit = T.CreateChecked(Limit);
        TensorPrimitives.Clamp(gradient, -limit, limit, gradient);
    }
}
