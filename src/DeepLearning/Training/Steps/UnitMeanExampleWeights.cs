using System.Numerics;

namespace DeepLearning;

/// <summary>
/// The weights of a batch's examples, scaled to the mean 1: with wᵢ m / Σ w, the mean of the weighted losses is Σ wᵢ Lᵢ / Σ wᵢ.
/// </summary>
internal sealed class UnitMeanExampleWeights<T>(int capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] weights = new T[capacity];

    /// <summary>Σ w.</summary>
    public static double Sum(ReadOnlySpan<T> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += double.CreateChecked(weight);
        }

        return sum;
    }

    /// <summary>Scales the weights of a batch. When all of them are 0 they stay so.</summary>
    /// <param name="given">The weights.</param>
    /// <param name="examples">m, the number of examples of the whole batch.</param>
    /// <param name="sumOfWeights">Σ w over the whole batch; null where it is that of the given weights.</param>
    /// <returns>The scaled weights, until others are scaled; empty when all examples count the same.</returns>
    public ReadOnlySpan<T> Scale(ReadOnlySpan<T> given, int examples, double? sumOfWeights)
    {
        if (given.IsEmpty)
        {
            return [];
        }

        var sum = sumOfWeights ?? Sum(given);
        var factor = sum > 0 ? examples / sum : 0;
        for (var i = 0; i < given.Length; i++)
        {
            weights[i] = T.CreateChecked(double.CreateChecked(given[i]) * factor);
        }

        return weights.AsSpan(0, given.Length);
    }
}
