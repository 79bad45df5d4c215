namespace DeepLearning.Data;

/// <summary>
/// How many examples of each class every part of a division still lacks; less than none where it has too many. Counts are multiplied by
/// the sum of the weights, which makes them whole: ties are ties, and no rounding decides where a group goes.
/// </summary>
internal sealed class PartNeeds
{
    private readonly long[][] lacks;
    private readonly long[] totals;
    private readonly long scale;

    /// <summary>Empty parts, which are to have the examples of every class in proportion to their weights.</summary>
    public PartNeeds(int[] classes, int[] weights)
    {
        var counts = new long[classes.Max() + 1];
        foreach (var c in classes)
        {
            counts[c]++;
        }

        scale = weights.Sum(weight => (long)weight);
        lacks = Array.ConvertAll(weights, weight => Array.ConvertAll(counts, count => count * weight));
        totals = Array.ConvertAll(lacks, lack => lack.Sum());
    }

    /// <summary>
    /// Puts a group into the part where the squared deviations fall most, among equals into the one that lacks most, the first of these.
    /// </summary>
    /// <param name="group">The classes in it and their numbers of examples.</param>
    /// <returns>The number of the part.</returns>
    public int Take(KeyValuePair<int, int>[] group)
    {
        var chosen = Enumerable.Range(0, lacks.Length).MaxBy(part => (Gain(lacks[part], group), totals[part]));
        foreach (var (c, count) in group)
        {
            lacks[chosen][c] -= scale * count;
            totals[chosen] -= scale * count;
        }

        return chosen;
    }

    /// <summary>
    /// Half of what Σ lack² falls by, but for a term that is the same for all parts: lack² − (lack − n)² = 2·n·lack − n².
    /// </summary>
    private static Int128 Gain(long[] lack, KeyValuePair<int, int>[] group)
    {
        Int128 gain = 0;
        foreach (var (c, count) in group)
        {
            gain += (Int128)count * lack[c];
        }

        return gain;
    }
}
