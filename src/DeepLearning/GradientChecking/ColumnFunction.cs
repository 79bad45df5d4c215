using System.Numerics;

namespace DeepLearning.GradientChecking;

/// <summary>
/// One of the functions that a cost is composed of, as the gradient check takes it apart: a function of a column of numbers, for many
/// columns at once, together with the derivative that backpropagation takes of it.
/// </summary>
/// <param name="inputs">The length of a column.</param>
/// <param name="outputs">How many numbers each column is mapped to.</param>
internal abstract class ColumnFunction<T>(int inputs, int outputs)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The length of a column.</summary>
    public int Inputs { get; } = inputs;

    /// <summary>How many numbers each column is mapped to.</summary>
    public int Outputs { get; } = outputs;

    /// <summary>Where backpropagation took the derivative, inputs × columns.</summary>
    public abstract ReadOnlySpan<T> Point { get; }

    /// <summary>Computes the function of each column.</summary>
    public abstract void Forward(ReadOnlySpan<double> x, Span<double> values);

    /// <summary>Computes the gradient of one output of a column at <see cref="Point"/>, as backpropagation does.</summary>
    public abstract void Gradient(int column, int output, Span<T> gradient);
}
