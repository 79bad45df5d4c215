using System.Numerics;

namespace DeepLearning.GradientChecking;

/// <summary>L(ŷ, y) of each example, to be taken apart by the gradient check.</summary>
internal sealed class LossFunction<T>(Loss loss, int units, T[] outputs, T[] targets, double[] targetsInDouble)
    : ColumnFunction<T>(units, 1)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override ReadOnlySpan<T> Point => outputs;

    public override void Forward(ReadOnlySpan<double> x, Span<double> values) => loss.Forward(x, targetsInDouble, values);

    public override void Gradient(int column, int output, Span<T> gradient) =>
        loss.Backward(outputs.AsSpan(column * Inputs, Inputs), targets.AsSpan(column * Inputs, Inputs), gradient, Inputs);
}
