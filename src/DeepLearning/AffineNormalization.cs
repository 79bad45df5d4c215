using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>What stands between Z and the activation of a layer that has a normalization: Ẑ = N(Z), Y = γ ⊙ Ẑ + β.</summary>
internal sealed class AffineNormalization<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Normalization normalization;
    private readonly int units;

    public AffineNormalization(Normalization normalization, string layer, int units)
    {
        (this.normalization, this.units) = (normalization, units);
        Gain = new Parameter<T>($"{layer}.gain", units, 1);
        Shift = new Parameter<T>($"{layer}.shift", units, 1);
        Gain.Values.Fill(T.One);
    }

    /// <summary>γ, n[l] × 1.</summary>
    public Parameter<T> Gain { get; }

    /// <summary>β, n[l] × 1.</summary>
    public Parameter<T> Shift { get; }

    /// <summary>Ẑ and Y of some examples; the two may be one span, where Ẑ is not to be kept.</summary>
    public void Forward(ReadOnlySpan<T> z, Span<T> normalized, Span<T> y)
    {
        normalization.Forward(z, normalized, units);
        Scale(normalized, y);
    }

    /// <summary>Y = γ ⊙ Ẑ + β of some examples.</summary>
    public void Scale(ReadOnlySpan<T> normalized, Span<T> y)
    {
        for (var start = 0; start < y.Length; start += units)
        {
            TensorPrimitives.MultiplyAdd(normalized.Slice(start, units), Gain.Array, Shift.Array, y.Slice(start, units));
        }
    }

    /// <summary>Takes dY back to dZ, and leaves what the examples contribute to dγ and dβ.</summary>
    /// <param name="z">Z, n[l] × m.</param>
    /// <param name="normalized">Ẑ.</param>
    /// <param name="gainDelta">Receives dY ⊙ Ẑ, of which dγ is the sum over the examples.</param>
    /// <param name="shiftDelta">Receives dY, of which dβ is the sum over the examples.</param>
    /// <param name="delta">dY on entry, dZ on return.</param>
    public void Backward(ReadOnlySpan<T> z, ReadOnlySpan<T> normalized, Span<T> gainDelta, Span<T> shiftDelta, Span<T> delta)
    {
        delta.CopyTo(shiftDelta);
        TensorPrimitives.Multiply(delta, normalized, gainDelta);
        for (var start = 0; start < delta.Length; start += units)
        {
            var example = delta.Slice(start, units);
            TensorPrimitives.Multiply(example, Gain.Array, example);
        }

        normalization.Backward(z, normalized, delta, units);
    }
}
