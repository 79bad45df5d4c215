using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>How many of some numbers lie in each of equally wide bins from the smallest to the largest.</summary>
/// <param name="Minimum">The smallest finite number, where the first bin begins; NaN when there is none.</param>
/// <param name="Maximum">The largest finite number, which the last bin includes; NaN when there is none.</param>
/// <param name="Counts">The numbers in each bin. When all are equal, so that the bins have no width, all are in the middle one.</param>
/// <param name="NotFinite">How many are NaN or infinite, and in no bin.</param>
public sealed record Histogram(double Minimum, double Maximum, IReadOnlyList<long> Counts, long NotFinite)
{
    /// <summary>Where a bin begins: Minimum + (Maximum − Minimum) · bin / bins.</summary>
    /// <param name="bin">From 0; the number of bins itself asks for the end of the last.</param>
    public double Edge(int bin)
    {
        var share = (double)bin / Counts.Count;
        return (Minimum * (1 - share)) + (Maximum * share);
    }

    /// <summary>Counts finite numbers of which the smallest and the largest are known.</summary>
    internal static Histogram Of<T>(ReadOnlySpan<T> finite, int bins, double minimum, double maximum, long notFinite)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var counts = new long[bins];
        if (!(maximum > minimum))
        {
            counts[bins / 2] = finite.Length;
            return new(minimum, maximum, counts, notFinite);
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

        return new(minimum, maximum, counts, notFinite);
    }
}
