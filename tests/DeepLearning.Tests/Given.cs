using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>Numbers that tests compute with: functions of a seed, equal in float and double up to rounding.</summary>
internal static class Given
{
    /// <summary>Normal numbers of mean 0 and the given standard deviation.</summary>
    public static Matrix<T> Normal<T>(int rows, int columns, long seed, double scale = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new RandomStream(seed).Fork("normal");
        return Matrix<T>.Build.Dense(rows, columns, (i, j) => T.CreateChecked(scale * random.Normal(i + (j * rows))));
    }

    /// <summary>One 1 in every column, at random.</summary>
    public static Matrix<T> OneHot<T>(int classes, int examples, long seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new RandomStream(seed).Fork("classes");
        return Matrix<T>.Build.Dense(classes, examples, (i, j) => (int)(classes * random.Uniform(j)) == i ? T.One : T.Zero);
    }

    /// <summary>Targets that a loss can learn.</summary>
    public static Matrix<T> Targets<T>(Loss loss, int outputs, int examples, long seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new RandomStream(seed).Fork("targets");
        return loss switch
        {
            CrossEntropy or KullbackLeibler => OneHot<T>(outputs, examples, seed),
            BinaryCrossEntropy or Hinge =>
                Matrix<T>.Build.Dense(outputs, examples, (i, j) => random.Uniform(i + (j * outputs)) < 0.5 ? T.Zero : T.One),
            _ => Normal<T>(outputs, examples, seed),
        };
    }

    /// <summary>A matrix written row by row.</summary>
    public static Matrix<double> Rows(params double[][] rows) => Matrix<double>.Build.DenseOfRowArrays(rows);

    /// <summary>X of normal numbers and one-hot Y that a small network can learn.</summary>
    public static Dataset<T> Classes<T>(int features, int classes, int examples, long seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = Normal<T>(features, examples, seed);
        var labels = x.EnumerateColumns().Select(column => column.SubVector(0, Math.Min(classes, features)).MaximumIndex()).ToArray();
        return Dataset.FromLabels(x, labels, classes);
    }

    /// <summary>All parameters of a network, one after another.</summary>
    public static T[] Theta<T>(this Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. network.Parameters.SelectMany(parameter => parameter.Values.ToArray())];

    /// <summary>Gives a network all its parameters.</summary>
    public static void CopyTo<T>(this T[] theta, Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var start = 0;
        foreach (var parameter in network.Parameters)
        {
            theta.AsSpan(start, parameter.Values.Length).CopyTo(parameter.Values);
            start += parameter.Values.Length;
        }
    }

    /// <summary>dθ on a batch, read off one step of gradient descent of learning rate 1; the network ends as it was.</summary>
    public static T[] Gradient<T>(Network<T> network, Loss loss, Matrix<T> x, Matrix<T> y, Regularizer? regularizer = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var copy = network.ConvertTo<T>();
        new Trainer<T>(copy, loss, Optimizer.GradientDescent(1), regularizer).Step(x, y);
        return [.. network.Theta().Zip(copy.Theta(), (before, after) => before - after)];
    }

    /// <summary>The bits of numbers, for comparisons in which rounding is a difference and NaN equals NaN.</summary>
    public static long[] Bits<T>(this IEnumerable<T> values)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        [.. values.Select(value => BitConverter.DoubleToInt64Bits(double.CreateChecked(value)))];

    /// <summary>The bits of a matrix, column after column.</summary>
    public static long[] Bits<T>(this Matrix<T> matrix)
        where T : unmanaged, IFloatingPointIeee754<T> => matrix.ToColumnMajorArray().Bits();
}
