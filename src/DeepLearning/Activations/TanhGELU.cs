using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// The Gaussian error linear unit in its tanh form: g(z) = ½ z (1 + tanh u) = z σ(2u) with u = √(2/π) (z + 0.044715 z³);
/// g′(z) = σ(2u) + 2 z u′ σ(2u) (1 − σ(2u)).
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.TanhGELU"/>.</remarks>
internal sealed class TanhGELU : Activation
{
    // Beyond ±40 σ(2u) is 0 or 1 in double, so cutting z there changes nothing but ∞ − ∞ and 0 · ∞.
    private const double Far = 40;
    private const double Cubic = 0.044715;
    private static readonly double Scale = 2 * Math.Sqrt(2 / Math.PI);

    /// <inheritdoc/>
    public override Initializer DefaultInitializer => Initializer.He();

    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => z * Formula.Sigmoid(Scale * z * (1 + (Cubic * z * z)));

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        var (far, scale, cubic) = (T.CreateChecked(Far), T.CreateChecked(Scale), T.CreateChecked(Cubic));
        Span<T> gate = stackalloc T[Block.Size];
        for (var start = 0; start < z.Length; start += Block.Size)
        {
            var from = Block.Of(z, start);
            var to = Block.Of(a, start);
            for (var i = 0; i < from.Length; i++)
            {
                var x = T.Clamp(from[i], -far, far);
                gate[i] = scale * x * (T.One + (cubic * x * x));
            }

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
        var (far, scale, cubic) = (T.CreateChecked(Far), T.CreateChecked(Scale), T.CreateChecked(Cubic));
        var three = T.CreateChecked(3);
        Span<T> gate = stackalloc T[Block.Size];
        for (var start = 0; start < delta.Length; start += Block.Size)
        {
            var from = Block.Of(z, start);
            var gradient = Block.Of(delta, start);
            for (var i = 0; i < from.Length; i++)
            {
                var x = T.Clamp(from[i], -far, far);
                gate[i] = scale * x * (T.One + (cubic * x * x));
            }

            TensorPrimitives.Sigmoid(gate, gate);
            for (var i = 0; i < from.Length; i++)
            {
                var x = T.Clamp(from[i], -far, far);
                var slope = scale * (T.One + (three * cubic * x * x));
                gradient[i] *= gate[i] + (x * slope * gate[i] * (T.One - gate[i]));
            }
        }
    }
}
