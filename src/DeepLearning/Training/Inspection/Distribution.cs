using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>How some numbers are distributed. NaN and infinities are counted in the histogram and left out of the rest.</summary>
/// <param name="Mean">The mean; NaN when no number is finite.</param>
/// <param name="Variance">The mean square of the differences from the mean; NaN when no number is finite.</param>
/// <param name="Histogram">How many lie where.</param>
public sealed record Distribution(double Mean, double Variance, Histogram Histogram)
{
    internal static Distribution Of<T>(ReadOnlySpan<T> values, int bins)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var finite = TensorPrimitives.IsFiniteAll(values) ? values : Array.FindAll(values.ToArray(), T.IsFinite);
        if (finite.IsEmpty)
        {
            return new(double.NaN, double.NaN, Histogram.Of(finite, bins, double.NaN, double.NaN, values.Length));
        }

        Span<double> piece = stackalloc double[Pieces.Length];
        var (mean, minimum, maximum) = (0.0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var range in new Pieces(finite.Length))
        {
            // Divided first, since the sum of finite numbers may be infinite.
            var numbers = Pieces.InDouble(finite[range], piece);
            minimum = Math.Min(minimum, TensorPrimitives.Min<double>(numbers));
            maximum = Math.Max(maximum, TensorPrimitives.Max<double>(numbers));
            TensorPrimitives.Divide(numbers, finite.Length, numbers);
            mean += Sums.Of<double>(numbers);
        }

        var squares = 0.0;
        foreach (var range in new Pieces(finite.Length))
        {
            var numbers = Pieces.InDouble(finite[range], piece);
            TensorPrimitives.Subtract(numbers, mean, numbers);
            squares += Sums.OfSquares<double>(numbers);
        }

        return new(mean, squares / finite.Length, Histogram.Of(finite, bins, minimum, maximum, values.Length - finite.Length));
    }
}
