using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

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

    /// <summary>Ẑ and Y of some examples; the two may be one matrix, where Ẑ is not to be kept.</summary>
    public void Forward(MatrixSpan<T> z, MatrixSpan<T> normalized, MatrixSpan<T> y)
    {
        normalization.Forward<T>(z.AsSpan(), normalized.AsSpan(), units);
        Scale(normalized, y);
    }

    /// <summary>Y = γ ⊙ Ẑ + β of some examples.</summary>
    public void Scale(MatrixSpan<T> normalized, MatrixSpan<T> y)
    {
        for (var example = 0; example < y.Columns; example++)
        {
            TensorPrimitives.MultiplyAdd(normalized.Column(example), Gain.Array, Shift.Array, y.Column(example));
        }
    }

    /// <summary>Takes dY back to dZ, and leaves what the examples contribute to dγ and dβ.</summary>
    /// <param name="z">Z, n[l] × m.</param>
    /// <param name="normalized">Ẑ.</param>
    /// <param name="gainDelta">Receives dY ⊙ Ẑ, of which dγ is the sum over the examples.</param>
    /// <param name="shiftDelta">Receives dY, of which dβ is the sum over the examples.</param>
    /// <param name="delta">dY on entry, dZ on return.</param>
    public void Backward(MatrixSpan<T> z, MatrixSpan<T> normalized, MatrixSpan<T> gainDelta, MatrixSpan<T> shiftDelta, MatrixSpan<T> delta)
    {
        delta.AsSpan().CopyTo(shiftDelta.AsSpan());
        TensorPrimitives.Multiply(delta.AsSpan(), normalized.AsSpan(), gainDelta.AsSpan());
        for (var example = 0; example < delta.Columns; example++)
        {
            TensorPrimitives.Multiply(delta.Column(example), Gain.Array, delta.Column(example));
        }

        normalization.Backward<T>(z.AsSpan(), normalized.AsSpan(), delta.AsSpan(), units);
    }
}
