using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning.GradientChecking;

/// <summary>The batch that a gradient is checked on, in the network's type of number and in double.</summary>
internal sealed class CheckedBatch<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, int examples, long dropoutStep)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>X, n_x × m.</summary>
    public T[] X { get; } = x.ToArray();

    /// <summary>Y, n_y × m.</summary>
    public T[] Y { get; } = y.ToArray();

    /// <summary>X in double.</summary>
    public double[] XInDouble { get; } = ToDouble(x);

    /// <summary>Y in double.</summary>
    public double[] YInDouble { get; } = ToDouble(y);

    /// <summary>m.</summary>
    public int Examples { get; } = examples;

    /// <summary>The step whose dropout masks are frozen.</summary>
    public long DropoutStep { get; } = dropoutStep;

    /// <summary>Numbers in double.</summary>
    public static double[] ToDouble(ReadOnlySpan<T> values)
    {
        var copy = new double[values.Length];
        TensorPrimitives.ConvertTruncating(values, copy);
        return copy;
    }
}
