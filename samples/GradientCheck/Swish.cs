using System.Numerics.Tensors;
using DeepLearning;

namespace DeepLearning.Samples;

/// <summary>g(z) = z σ(z), so by the product rule g′(z) = σ(z) + z σ(z) (1 − σ(z)).</summary>
internal sealed class Swish : Activation
{
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        TensorPrimitives.Sigmoid(z, a);
        TensorPrimitives.Multiply(a, z, a);
    }

    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        for (var i = 0; i < delta.Length; i++)
        {
            var sigmoid = T.One / (T.One + T.Exp(-z[i]));
            delta[i] *= sigmoid + (z[i] * sigmoid * (T.One - sigmoid));
        }
    }
}
