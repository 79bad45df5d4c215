using System.Numerics;

namespace DeepLearning.GradientChecking;

/// <summary>R(w) of each weight of a layer, of which R(W) is the sum, to be taken apart by the gradient check.</summary>
internal sealed class PenaltyFunction<T>(Regularizer regularizer, T[] weights) : ColumnFunction<T>(1, 1)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override ReadOnlySpan<T> Point => weights;

    public override void Forward(ReadOnlySpan<double> x, Span<double> values)
    {
        for (var i = 0; i < x.Length; i++)
        {
            values[i] = regularizer.Penalty(x.Slice(i, 1));
        }
    }

    public override void Gradient(int column, int output, Span<T> gradient)
    {
        gradient.Clear();
        regularizer.AddGradient<T>(weights.AsSpan(column, 1), T.One, gradient);
    }
}
