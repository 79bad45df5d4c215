using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The sigmoid linear unit, or swish: g(z) = z σ(z); g′(z) = σ(z) (1 + z (1 − σ(z))).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.SiLU"/>.</remarks>
internal sealed class SiLU : Activation
{
    // Beyond ±1000 σ is 0 or 1 in double, so cutting z there changes nothing but 0 · ∞.
    private const double Far = 1000;

    /// <inheritdoc/>
    public override Initializer DefaultInitializer => Initializer.He();

    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => z * Formula.Sigmoid(z);

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        var far = T.CreateChecked(Far);
        Span<T> gate = stackalloc T[Block.Size];
        for (var start = 0; start < z.Length; start += Block.Size)
        {
            var from = Block.Of(z, start);
            var to = Block.Of(a, start);
            from.CopyTo(gate);
            TensorPrimitives.Sigmoid(gate, gate);
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = T.Max(from[i], -far) * gate[i];
            }
        }
    }

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        var far = T.CreateChecked(Far);
        Span<T> gate = stackalloc T[Block.Size];
        for (var start = 0; start < delta.Length; start += Block.Size)
        {
            var from = Block.Of(z, start);
            var gradient = Block.Of(delta, start);
            from.CopyTo(gate);
            TensorPrimitives.Sigmoid(gate, gate);
            for (var i = 0; i < from.Length; i++)
            {
                gradient[i] *= gate[i] * (T.One + (T.Clamp(from[i], -far, far) * (T.One - gate[i])));
            }
        }
    }
}
