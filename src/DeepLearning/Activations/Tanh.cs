using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>The hyperbolic tangent: g(z) = tanh z, g′(z) = 1 − a².</summary>
/// <remarks>Values lie in [−1, 1], ±1 exactly in the far tails; g(±∞) is ±1, g(NaN) is NaN.</remarks>
public sealed class Tanh : Activation
{
    /// <inheritdoc/>
    public override void Forward<T>(ReadOnlySpan<T> z, Span<T> a, int units) => TensorPrimitives.Tanh(z, a);

    /// <inheritdoc/>
    public override void Backward<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        for (var i = 0; i < delta.Length; i++)
        {
            delta[i] *= T.One - (a[i] * a[i]);
        }
    }
}
