using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

/// <summary>The gradients of a cost, one for each parameter of a network: dW[1], db[1], dW[2], db[2], …</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// <see cref="Trainer{T}.ComputeGradients(ReadOnlySpan{T}, ReadOnlySpan{T}, Gradients{T}, ReadOnlySpan{T})"/> fills them, and
/// <see cref="Trainer{T}.Apply"/> takes the optimizer's step with them; in between they may be read, changed, averaged or kept.
/// <threadsafety>Reading is safe from any number of threads while nothing writes.</threadsafety>
/// </remarks>
public sealed class Gradients<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T>[] gradients;
    private readonly Dictionary<string, Parameter<T>> byName;

    /// <summary>Gradients of the shapes of a network's parameters, all zero.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    public Gradients(Network<T> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        gradients = [
            .. network.Parameters.Select(
                parameter => new Parameter<T>(parameter.Name, parameter.Rows, parameter.Columns, parameter.IsMatrix))];
        Names = [.. gradients.Select(gradient => gradient.Name)];
        byName = gradients.ToDictionary(gradient => gradient.Name, StringComparer.Ordinal);
        Kept = new([.. gradients.Select(gradient => new ArraySegment<T>(gradient.Array))]);
    }

    /// <summary>The names of the parameters, such as <c>layers.0.weight</c>, in the order of <see cref="Network{T}.Parameters"/>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The norm ‖g‖ of all gradients together: the root of the sum of all squares.</summary>
    public double Norm => Math.Sqrt(gradients.Sum(gradient => double.CreateChecked(Sums.OfSquares<T>(gradient.Array))));

    /// <summary>What a training pass writes them by.</summary>
    internal KeptGradients<T> Kept { get; }

    /// <summary>The gradient of one parameter, of its shape: the numbers themselves, not a copy.</summary>
    /// <param name="name">The name of the parameter, such as <c>layers.0.weight</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public Matrix<T> this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return byName.TryGetValue(name, out var gradient)
                ? gradient.Matrix
                : throw new ArgumentException($"There is no parameter {name}, but {string.Join(", ", Names)}.", nameof(name));
        }
    }

    /// <summary>Sets all of them to zero.</summary>
    public void Clear()
    {
        foreach (var gradient in gradients)
        {
            gradient.Values.Clear();
        }
    }

    /// <summary>Multiplies all of them by a number: g := factor · g.</summary>
    /// <param name="factor">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not finite.</exception>
    public void Scale(double factor)
    {
        Guard.Finite(factor);
        foreach (var gradient in gradients)
        {
            TensorPrimitives.Multiply(gradient.Values, T.CreateChecked(factor), gradient.Values);
        }
    }

    /// <summary>Adds others to them: g := g + factor · other, as for the mean over several batches.</summary>
    /// <param name="other">Gradients of a network of the same shape.</param>
    /// <param name="factor">What the others are multiplied by; 1 by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">The others are of other shapes.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not finite.</exception>
    public void Add(Gradients<T> other, double factor = 1)
    {
        ArgumentNullException.ThrowIfNull(other);
        Guard.Finite(factor);
        RequireShapes(other.gradients, nameof(other));
        for (var p = 0; p < gradients.Length; p++)
        {
            TensorPrimitives.MultiplyAdd(other.gradients[p].Values, T.CreateChecked(factor), gradients[p].Values, gradients[p].Values);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"Gradients of {Plural.Of(gradients.Length, "parameter")}, norm {Norm:G5}");

    /// <summary>Refuses gradients that are not finite.</summary>
    internal void RequireFinite(string name)
    {
        foreach (var gradient in gradients)
        {
            if (Guard.FirstNotFinite<T>(gradient.Array) is >= 0 and var i)
            {
                throw new ArgumentException(
                    $"The gradient of {gradient.Place(i)} is {Guard.Describe(gradient.Array[i])}, but must be finite.", name);
            }
        }
    }

    /// <summary>Refuses parameters of other shapes.</summary>
    internal void RequireShapes(IReadOnlyList<Parameter<T>> parameters, string name)
    {
        if (parameters.Count != gradients.Length)
        {
            throw new ArgumentException(
                $"There are gradients of {Plural.Of(gradients.Length, "parameter")} on one side and of {parameters.Count} on the other.",
                name);
        }

        for (var p = 0; p < gradients.Length; p++)
        {
            var (gradient, parameter) = (gradients[p], parameters[p]);
            if ((gradient.Rows, gradient.Columns) != (parameter.Rows, parameter.Columns))
            {
                throw new ArgumentException(
                    $"The gradient of {gradient.Name} is {gradient.Rows} × {gradient.Columns} on one side and {parameter.Rows} × " +
                    $"{parameter.Columns} on the other.", name);
            }
        }
    }
}
