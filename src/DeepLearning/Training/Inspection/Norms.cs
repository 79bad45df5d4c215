using System.Numerics;

namespace DeepLearning;

/// <summary>Euclidean norms, computed in double: squares of small floats would be lost.</summary>
internal static class Norms
{
    public static double Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            var number = double.CreateChecked(value);
            sum += number * number;
        }

        return Math.Sqrt(sum);
    }

    public static double OfDifference<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            var number = double.CreateChecked(left[i]) - double.CreateChecked(right[i]);
            sum += number * number;
        }

        return Math.Sqrt(sum);
    }

    /// <summary>The norm of a whole of which the norms of the parts are known.</summary>
    public static double Together(IEnumerable<double> parts) => Math.Sqrt(parts.Sum(norm => norm * norm));
}
