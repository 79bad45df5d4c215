using System.Numerics;

namespace DeepLearning.GradientChecking;

/// <summary>A function of the units of a layer, A = g(Z) or Ẑ = N(Z), to be taken apart by the gradient check.</summary>
internal sealed class UnitFunction<T> : ColumnFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Map forward;
    private readonly Derivative backward;
    private readonly T[] z;
    private readonly T[] values;

    private UnitFunction(Map forward, Derivative backward, int units, T[] z, T[] values)
        : base(units, units) => (this.forward, this.backward, this.z, this.values) = (forward, backward, z, values);

    private delegate void Map(ReadOnlySpan<double> z, Span<double> values, int units);

    private delegate void Derivative(ReadOnlySpan<T> z, ReadOnlySpan<T> values, Span<T> delta, int units);

    public override ReadOnlySpan<T> Point => z;

    /// <summary>A = g(Z).</summary>
    public static UnitFunction<T> Of(Activation activation, int units, T[] z, T[] a) =>
        new(activation.Forward, activation.Backward, units, z, a);

    /// <summary>Ẑ = N(Z).</summary>
    public static UnitFunction<T> Of(Normalization normalization, int units, T[] z, T[] normalized) =>
        new(normalization.Forward, normalization.Backward, units, z, normalized);

    public override void Forward(ReadOnlySpan<double> x, Span<double> values) => forward(x, values, Inputs);

    public override void Gradient(int column, int output, Span<T> gradient)
    {
        gradient.Clear();
        gradient[output] = T.One;
        backward(z.AsSpan(column * Inputs, Inputs), values.AsSpan(column * Inputs, Inputs), gradient, Inputs);
    }
}
