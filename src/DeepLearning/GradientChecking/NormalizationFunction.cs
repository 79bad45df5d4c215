using System.Numerics;

namespace DeepLearning.GradientChecking;

/// <summary>Ẑ = N(Z) of a layer, to be taken apart by the gradient check.</summary>
internal sealed class NormalizationFunction<T>(Normalization normalization, int units, T[] z, T[] normalized)
    : ColumnFunction<T>(units, units)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override ReadOnlySpan<T> Point => z;

    public override void Forward(ReadOnlySpan<double> x, Span<double> values) => normalization.Forward(x, values, Inputs);

    public override void Gradient(int column, int output, Span<T> gradient)
    {
        gradient.Clear();
        gradient[output] = T.One;
        normalization.Backward(z.AsSpan(column * Inputs, Inputs), normalized.AsSpan(column * Inputs, Inputs), gradient, Inputs);
    }
}
