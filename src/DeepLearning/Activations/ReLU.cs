using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>The rectified linear unit: g(z) = max(0, z); g′(z) = 1 where z &gt; 0, else 0.</summary>
/// <remarks>
/// At the kink z = 0 the derivative is taken as 0. g(+∞) is +∞, g(−∞) is 0, g(NaN) is NaN.
/// Layers with it are initialized by <see cref="Initializer.He"/> unless they say otherwise.
/// </remarks>
public sealed class ReLU : Activation
{
    /// <inheritdoc/>
    public override Initializer DefaultInitializer => Initializer.He();

    /// <inheritdoc/>
    public override void Forward<T>(ReadOnlySpan<T> z, Span<T> a, int units) => TensorPrimitives.Max(z, T.Zero, a);

    /// <inheritdoc/>
    public override void Backward<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        for (var i = 0; i < delta.Length; i++)
        {
            delta[i] = z[i] > T.Zero ? delta[i] : T.Zero;
        }
    }
}
