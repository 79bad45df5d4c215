namespace DeepLearning;

/// <content>Weights of classes, for data in which some are rare.</content>
public sealed partial class Dataset<T>
{
    /// <summary>Weights inverse to how often a class occurs: w_k = m / (K m_k), so that every class counts as much as any other.</summary>
    /// <returns>A weight for each class; the mean weight of the examples is 1.</returns>
    /// <exception cref="InvalidOperationException">
    /// A class does not occur, so that its weight would be infinite, or the targets are no classes.
    /// </exception>
    /// <remarks>Source: King and Zeng, "Logistic regression in rare events data", 2001; scikit-learn's "balanced".</remarks>
    public double[] BalancedClassWeights()
    {
        var counts = new double[Math.Max(2, Outputs)];
        for (var i = 0; i < Examples; i++)
        {
            var target = Targets.Slice(i * Outputs, Outputs);
            if (target.IndexOfAnyExcept(T.Zero, T.One) >= 0 || (Outputs > 1 && target.Count(T.One) != 1))
            {
                throw new InvalidOperationException(
                    $"Example {i}, counted from 0, is of no single class: weights of classes need one-hot targets, or a single output of " +
                    $"0 and 1.");
            }

            counts[DeepLearning.Classes.Of(target)]++;
        }

        return Array.IndexOf(counts, 0) is >= 0 and var empty
            ? throw new InvalidOperationException($"No example is of class {empty}, counted from 0: its weight would be infinite.")
            : [.. counts.Select(count => Examples / (counts.Length * count))];
    }
}
