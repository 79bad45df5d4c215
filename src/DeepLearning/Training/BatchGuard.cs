using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Data;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

/// <summary>Checks X and Y against a network and a loss.</summary>
internal static class BatchGuard
{
    /// <summary>X must be n_x × m and Y n_y × m with m at least 1.</summary>
    public static void Matrices<T>(Network<T> network, Matrix<T> x, Matrix<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        Shapes(network, x.RowCount, x.ColumnCount, y.RowCount, y.ColumnCount);
    }

    private static void Shapes<T>(Network<T> network, int xRows, int xColumns, int yRows, int yColumns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (xRows != network.Inputs)
        {
            throw new ArgumentException(network.WrongRows("x", xRows, xColumns), "x");
        }

        if (yRows != network.Outputs)
        {
            throw new ArgumentException(
                $"{network.Layers[^1]} expects y of {Plural.Of(network.Outputs, "row")}, one an output, with examples as columns; got " +
                $"{yRows} × {yColumns}. " +
                (yRows == 2 && network.Outputs == 1 ? TwoClasses.OneSigmoid : "Transpose a matrix whose rows are examples."),
                "y");
        }

        if (xColumns != yColumns)
        {
            throw new ArgumentException(
                $"x and y must have one column for each example, but x is {xRows} × {xColumns} and y is {yRows} × {yColumns}.", "y");
        }

        if (xColumns == 0)
        {
            throw new ArgumentException("x and y hold no examples; a step needs at least one.", "x");
        }
    }

    /// <summary>A batch as spans: shapes, finite numbers, targets that the loss can learn.</summary>
    public static void Batch<T>(Network<T> network, Loss loss, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length % network.Inputs != 0)
        {
            throw new ArgumentException(
                $"{network.Layers[0]} expects x of {Plural.Of(network.Inputs, "number")} for each example; got a span of {x.Length}, no " +
                $"multiple of it.", nameof(x));
        }

        if (y.Length % network.Outputs != 0)
        {
            throw new ArgumentException(
                $"{network.Layers[^1]} expects y of {Plural.Of(network.Outputs, "number")} for each example; got a span of {y.Length}, " +
                $"no multiple of it.", nameof(y));
        }

        Shapes(network, network.Inputs, x.Length / network.Inputs, network.Outputs, y.Length / network.Outputs);
        Guard.FiniteExamples(x, network.Inputs, nameof(x), "feature");
        Guard.FiniteExamples(y, network.Outputs, nameof(y), "output");
        Targets(loss, y, network.Outputs, nameof(y));
    }

    /// <summary>Weights of a batch: none, or one finite number, 0 or greater, for each example.</summary>
    public static void Weights<T>(ReadOnlySpan<T> weights, int examples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!weights.IsEmpty && weights.Length != examples)
        {
            throw new ArgumentException(
                $"weights must hold one number for each of {Plural.Of(examples, "example")}, got {weights.Length}.", nameof(weights));
        }

        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= T.Zero && T.IsFinite(weights[i])))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture, $"weights[{i}] is {weights[i]}; a weight must be a finite number, 0 or greater."),
                    nameof(weights));
            }
        }
    }

    /// <summary>
    /// A data set, whose numbers are known to be finite, or a source, of which only the shape is known before it is read.
    /// </summary>
    public static void Data<T>(Network<T> network, Loss loss, ExampleSource<T> data, string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        network.RequireFit(data, name);
        if (data is Dataset<T> inMemory)
        {
            Targets(loss, inMemory.Targets, data.Outputs, name);
        }
        else if (data.Examples < 1)
        {
            throw new ArgumentException($"{name} has {Plural.Of(data.Examples, "example")}, but must have at least one.", name);
        }
    }

    /// <summary>Examples that a source has read: finite numbers, targets that the loss can learn.</summary>
    /// <exception cref="InvalidDataException">The source has given something else.</exception>
    public static void Read<T>(Loss loss, ReadOnlySpan<int> examples, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (features, outputs) = (x.Length / examples.Length, y.Length / examples.Length);
        for (var i = 0; i < examples.Length; i++)
        {
            var targets = y.Slice(i * outputs, outputs);
            var reason = !TensorPrimitives.IsFiniteAll(x.Slice(i * features, features)) ? "an input is not finite"
                : !TensorPrimitives.IsFiniteAll(targets) ? "a target is not finite"
                : loss.InvalidTarget(targets);
            if (reason is not null)
            {
                throw new InvalidDataException($"Example {examples[i]} that the source has read, counted from 0: {reason}.");
            }
        }
    }

    /// <summary>Sets that were read apart may have numbered their classes differently.</summary>
    public static void SameClasses(IReadOnlyList<string>? training, IReadOnlyList<string>? validation)
    {
        if (training is not null && validation is not null && !training.SequenceEqual(validation, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The training set has the classes {training.Enumerated()}, but the validation set has {validation.Enumerated()}, so " +
                $"that the same output would mean another class. Give the class names of the training set when making the validation " +
                $"set.",
                nameof(validation));
        }
    }

    private static void Targets<T>(Loss loss, ReadOnlySpan<T> targets, int rows, string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (loss.InvalidTarget(targets, rows, out var example) is { } reason)
        {
            throw new ArgumentException($"Example {example} of {name}, counted from 0: {reason}.", name);
        }
    }
}
