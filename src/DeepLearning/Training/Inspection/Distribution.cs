using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The distribution of some numbers. NaN and infinities are counted and left out of the rest.</summary>
/// <param name="Mean">The mean; NaN when no number is finite.</param>
/// <param name="Variance">The mean square of the differences from the mean; NaN when no number is finite.</param>
/// <param name="Minimum">The smallest finite number, where the first bin begins; NaN when there is none.</param>
/// <param name="Maximum">The largest finite number, which the last bin includes; NaN when there is none.</param>
/// <param name="Counts">
/// How many numbers lie in each of equally wide bins from the smallest to the largest. When all are equal, so that the bins have no width,
/// all are in the middle one.
/// </param>
/// <param name="NotFinite">How many are NaN or infinite, and in no bin.</param>
public sealed record Distribution(double Mean, double Variance, double Minimum, double Maximum, IReadOnlyList<long> Counts, long NotFinite)
{
    /// <summary>The edge where a bin begins: Minimum + (Maximum − Minimum) · bin / bins.</summary>
    /// <param name="bin">From 0; the number of bins itself asks for the end of the last.</param>
    public double Edge(int bin)
    {
        var share = (double)bin / Counts.Count;
        return (Minimum * (1 - share)) + (Maximum * share);
    }

    internal static Distribution Of<T>(ReadOnlySpan<T> values, int bins)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var finite = TensorPrimitives.IsFiniteAll(values) ? values : Array.FindAll(values.ToArray(), T.IsFinite);
        if (finite.IsEmpty)
        {
            return new(double.NaN, double.NaN, double.NaN, double.NaN, Count(finite, bins, double.NaN, double.NaN), values.Length);
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

        return new(
            mean, squares / finite.Length, minimum, maximum, Count(finite, bins, minimum, maximum), values.Length - finite.Length);
    }

    /// <summary>Counts finite numbers of which the smallest and the largest are known.</summary>
    private static long[] Count<T>(ReadOnlySpan<T> finite, int bins, double minimum, double maximum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var counts = new long[bins];
        if (!(maximum > minimum))
        {
            counts[bins / 2] = finite.Length;
            return counts;
        }

        // Halves, since the difference of two finite numbers may be infinite.
        var (start, width) = (minimum / 2, (maximum / 2) - (minimum / 2));
        Span<double> piece = stackalloc double[Pieces.Length];
        foreach (var range in new Pieces(finite.Length))
        {
            var places = Pieces.InDouble(finite[range], piece);
            TensorPrimitives.Multiply(places, 0.5, places);
            TensorPrimitives.Subtract(places, start, places);
            TensorPrimitives.Divide(places, width, places);
            TensorPrimitives.Multiply(places, bins, places);
            foreach (var place in places)
            {
                counts[Math.Min((int)place, bins - 1)]++;
            }
        }

        return counts;
    }
}
