using System.Numerics.Tensors;
using DeepLearning;

namespace DeepLearning.Samples;

/// <summary>g(z) = z σ(z) with the wrong derivative σ(z): only z was differentiated, σ(z) was taken for a constant.</summary>
internal sealed class CarelessSwish : Activation
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
            delta[i] *= T.One / (T.One + T.Exp(-z[i]));
        }
    }
}
