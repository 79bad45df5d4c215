namespace DeepLearning.Data;

/// <summary>The quantiles of numbers, by linear interpolation between those next to them (R-7, the default of R and NumPy).</summary>
internal static class Quantiles
{
    /// <summary>The numbers that are not missing, from the smallest to the greatest.</summary>
    /// <param name="values">Finite numbers, and NaN where one is missing.</param>
    public static double[] Sorted(ReadOnlySpan<double> values)
    {
        var sorted = new double[values.Length];
        var count = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                sorted[count++] = value;
            }
        }

        Array.Resize(ref sorted, count);
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>The number that stands at h = (n − 1) · share among x[0] … x[n − 1]: x[⌊h⌋] + (h − ⌊h⌋) (x[⌊h⌋ + 1] − x[⌊h⌋]).</summary>
    /// <remarks>MathNet.Numerics has the definition too, but of arrays alone, and loses bits of h.</remarks>
    /// <param name="sorted">At least one finite number, in ascending order.</param>
    /// <param name="share">From 0, the smallest, over 0.5, the median, to 1, the greatest.</param>
    public static double Of(ReadOnlySpan<double> sorted, double share)
    {
        var place = (sorted.Length - 1) * share;
        var below = (int)place;
        var (lower, upper, weight) = (sorted[below], sorted[Math.Min(below + 1, sorted.Length - 1)], place - below);
        var step = upper - lower;

        // From the nearer of the two, so that either is reached exactly; where their distance overflows, as a weighted mean.
        return !double.IsFinite(step) ? (lower * (1 - weight)) + (upper * weight)
            : weight < 0.5 ? lower + (step * weight)
            : upper - (step * (1 - weight));
    }
}
