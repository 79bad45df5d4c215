using System.Numerics;

namespace DeepLearning.GradientChecking;

/// <summary>A = g(Z) of a layer, to be taken apart by the gradient check.</summary>
internal sealed class ActivationFunction<T>(Activation activation, int units, T[] z, T[] a) : ColumnFunction<T>(units, units)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override ReadOnlySpan<T> Point => z;

    public override void Forward(ReadOnlySpan<double> x, Span<double> values) => activation.Forward(x, values, Inputs);

    public override void Gradient(int column, int output, Span<T> gradient)
    {
        gradient.Clear();
        gradient[output] = T.One;
        activation.Backward(z.AsSpan(column * Inputs, Inputs), a.AsSpan(column * Inputs, Inputs), gradient, Inputs);
    }
}
