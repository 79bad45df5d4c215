using System.Numerics;

namespace DeepLearning;

/// <summary>
/// The weights of a batch's examples, scaled to the mean 1: with wᵢ m / Σ w, the mean of the weighted losses is Σ wᵢ Lᵢ / Σ wᵢ.
/// </summary>
internal sealed class UnitMeanExampleWeights<T>(int capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] weights = new T[capacity];
    private int count;

    /// <summary>The scaled weights; empty when all examples count the same.</summary>
    public ReadOnlySpan<T> Values => weights.AsSpan(0, count);

    /// <summary>Takes the weights of a batch. When all of them are 0 they stay so.</summary>
    public void Set(ReadOnlySpan<T> given)
    {
        count = given.Length;
        var sum = 0.0;
        foreach (var weight in given)
        {
            sum += double.CreateChecked(weight);
        }

        var factor = sum > 0 ? count / sum : 0;
        for (var i = 0; i < count; i++)
        {
            weights[i] = T.CreateChecked(double.CreateChecked(given[i]) * factor);
        }
    }
}
