using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>A smooth ReLU: g(z) = log(1 + eᶻ) = max(z, 0) + log(1 + e^−|z|); g′(z) = σ(z) = 1 / (1 + e⁻ᶻ).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.Softplus"/>.</remarks>
internal sealed class Softplus : Activation
{
    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => Formula.Max(z, 0) + Formula.LogP1(Formula.Exp(-Formula.Abs(z)));

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        Span<T> small = stackalloc T[Block.Size];
        Span<T> rest = stackalloc T[Block.Size];
        for (var start = 0; start < z.Length; start += Block.Size)
        {
            var from = Block.Of(z, start);
            var to = Block.Of(a, start);
            from.CopyTo(small);
            TensorPrimitives.Abs<T>(small, small);
            TensorPrimitives.Negate<T>(small, small);
            TensorPrimitives.Exp<T>(small, small);
            NearZero.LogP1<T>(small, rest);
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = T.Max(from[i], T.Zero) + rest[i];
            }
        }
    }

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        Span<T> slope = stackalloc T[Block.Size];
        for (var start = 0; start < delta.Length; start += Block.Size)
        {
            var gradient = Block.Of(delta, start);
            Block.Of(z, start).CopyTo(slope);
            TensorPrimitives.Sigmoid(slope, slope);
            TensorPrimitives.Multiply(gradient, slope[..gradient.Length], gradient);
        }
    }
}
