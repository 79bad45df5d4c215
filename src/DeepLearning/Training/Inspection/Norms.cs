using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Euclidean norms, computed in double: squares of small floats would be lost.</summary>
internal static class Norms
{
    public static double Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<double> piece = stackalloc double[Pieces.Length];
        var sum = 0.0;
        foreach (var range in new Pieces(values.Length))
        {
            var numbers = Pieces.InDouble(values[range], piece);
            sum += Sums.OfSquares<double>(numbers);
        }

        return Math.Sqrt(sum);
    }

    public static double OfDifference<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<double> piece = stackalloc double[Pieces.Length];
        Span<double> other = stackalloc double[Pieces.Length];
        var sum = 0.0;
        foreach (var range in new Pieces(left.Length))
        {
            var numbers = Pieces.InDouble(left[range], piece);
            TensorPrimitives.Subtract(numbers, Pieces.InDouble(right[range], other), numbers);
            sum += Sums.OfSquares<double>(numbers);
        }

        return Math.Sqrt(sum);
    }

    /// <summary>The norm of a whole of which the norms of the parts are known.</summary>
    public static double Together(IEnumerable<double> parts) => Math.Sqrt(parts.Sum(norm => norm * norm));
}
