using System.Numerics;

namespace DeepLearning;

/// <summary>Checks X and Y against a network and a loss.</summary>
internal static class BatchGuard
{
    /// <summary>X must be n_x × m and Y n_y × m with m at least 1.</summary>
    public static void Shapes<T>(Network<T> network, int xRows, int xColumns, int yRows, int yColumns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (xRows != network.Inputs)
        {
            throw new ArgumentException(network.WrongRows("x", xRows, xColumns), "x");
        }

        if (yRows != network.Outputs)
        {
            throw new ArgumentException(
                $"{network.Layers[^1]} expects y of {network.Outputs} rows, one an output, with examples as columns; got {yRows} × {yColumns}. " +
                "Transpose a matrix whose rows are examples.",
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
                $"{network.Layers[0]} expects x of {network.Inputs} numbers for each example; got a span of {x.Length}, no multiple of it.", nameof(x));
        }

        if (y.Length % network.Outputs != 0)
        {
            throw new ArgumentException(
                $"{network.Layers[^1]} expects y of {network.Outputs} numbers for each example; got a span of {y.Length}, no multiple of it.", nameof(y));
        }

        Shapes(network, network.Inputs, x.Length / network.Inputs, network.Outputs, y.Length / network.Outputs);
        Guard.FiniteExamples(x, network.Inputs, nameof(x), "feature");
        Guard.FiniteExamples(y, network.Outputs, nameof(y), "output");
        Targets(loss, y, network.Outputs, nameof(y));
    }

    /// <summary>A data set, whose numbers are known to be finite.</summary>
    public static void Data<T>(Network<T> network, Loss loss, Dataset<T> data, string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        network.RequireFit(data, name);
        Targets(loss, data.Targets, data.Outputs, name);
    }

    private static void Targets<T>(Loss loss, ReadOnlySpan<T> targets, int rows, string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var start = 0; start < targets.Length; start += rows)
        {
            if (loss.Misfit(targets.Slice(start, rows)) is { } reason)
            {
                throw new ArgumentException($"Example {start / rows} of {name}, counted from 0: {reason}.", name);
            }
        }
    }
}
