using System.Numerics;

namespace DeepLearning;

/// <summary>Weights of classes, for data in which some are rare.</summary>
public static class ClassWeights
{
    /// <summary>Weights inverse to how often a class occurs: w_k = m / (K m_k), so that every class counts as much as any other.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="data">One-hot targets, or a single output of 0 and 1.</param>
    /// <returns>A weight for each class; the mean weight of the examples is 1.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A class does not occur, so that its weight would be infinite, or the targets are no classes.
    /// </exception>
    /// <remarks>Source: King and Zeng, "Logistic regression in rare events data", 2001; scikit-learn's "balanced".</remarks>
    public static double[] Balanced<T>(Dataset<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        var counts = new double[Math.Max(2, data.Outputs)];
        for (var i = 0; i < data.Examples; i++)
        {
            var target = data.Targets.Slice(i * data.Outputs, data.Outputs);
            if (target.IndexOfAnyExcept(T.Zero, T.One) >= 0 || (data.Outputs > 1 && target.Count(T.One) != 1))
            {
                throw new ArgumentException(
                    $"Example {i} of data, counted from 0, is of no single class: weights of classes need one-hot targets, or a single output of 0 and 1.",
                    nameof(data));
            }

            counts[Classes.Of(target)]++;
        }

        return Array.IndexOf(counts, 0) is >= 0 and var empty
            ? throw new ArgumentException($"No example of data is of class {empty}, counted from 0: its weight would be infinite.", nameof(data))
            : [.. counts.Select(count => data.Examples / (counts.Length * count))];
    }
}
