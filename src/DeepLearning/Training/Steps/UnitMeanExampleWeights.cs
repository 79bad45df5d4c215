using System.Numerics;

namespace DeepLearning;

/// <summary>
/// The weights of a batch's examples, scaled to the mean 1: with wᵢ m / Σ w, the mean of the weighted losses is Σ wᵢ Lᵢ / Σ wᵢ.
/// </summary>
internal sealed class UnitMeanExampleWeights<T>(int capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] weights = new T[capacity];

    /// <summary>Scales the weights of a batch. When all of them are 0 they stay so.</summary>
    /// <returns>The scaled weights, until others are scaled; empty when all examples count the same.</returns>
    public ReadOnlySpan<T> Scale(ReadOnlySpan<T> given)
    {
        var sum = 0.0;
        foreach (var weight in given)
        {
            sum += double.CreateChecked(weight);
        }

        var factor = sum > 0 ? given.Length / sum : 0;
        for (var i = 0; i < given.Length; i++)
        {
            weights[i] = T.CreateChecked(double.CreateChecked(given[i]) * factor);
        }

        return weights.AsSpan(0, given.Length);
    }
}
