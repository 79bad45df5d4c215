using System.Numerics;

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

    /// <summary>Counts numbers of which the smallest and largest finite ones are known.</summary>
    internal static Histogram Of<T>(ReadOnlySpan<T> values, int bins, double minimum, double maximum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Halves, since the difference of two finite numbers may be infinite.
        var (counts, notFinite) = (new long[bins], 0L);
        var (start, width) = (minimum / 2, (maximum / 2) - (minimum / 2));
        foreach (var value in values)
        {
            if (!T.IsFinite(value))
            {
                notFinite++;
                continue;
            }

            var place = width > 0 ? ((double.CreateChecked(value) / 2) - start) / width * bins : bins / 2;
            counts[Math.Min((int)place, bins - 1)]++;
        }

        return new(minimum, maximum, counts, notFinite);
    }
}
