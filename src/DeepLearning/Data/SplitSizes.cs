using System.Globalization;

namespace DeepLearning.Data;

/// <summary>How many examples each part of a split gets, and which.</summary>
internal static class SplitSizes
{
    private const double Tolerance = 1e-9;

    public static int[] OfFractions(int examples, params ReadOnlySpan<(string Part, double Fraction)> parts)
    {
        double sum = 0;
        foreach (var (part, fraction) in parts)
        {
            // Written so that NaN is refused too.
            if (!(fraction > 0 && fraction < 1))
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The fraction for {part} is {fraction}, but must lie between 0 and 1, both " +
                    $"excluded.{Advice(parts.Length, fraction == 0)}"), part);
            }

            sum += fraction;
        }

        if (Math.Abs(sum - 1) > Tolerance)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The fractions {Listed(parts)} add up to {Math.Round(sum, 12)}, but must add up to 1, so that every example lands " +
                    $"in one part."),
                parts[^1].Part);
        }

        var quotas = new double[parts.Length];
        for (var i = 0; i < quotas.Length; i++)
        {
            quotas[i] = examples * (parts[i].Fraction / sum);
        }

        var sizes = LargestRemainder(quotas, examples);
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] == 0)
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The fraction {parts[i].Fraction} of {Plural.Of(examples, "example")} leaves no example for {parts[i].Part}: ask " +
                    $"for more, or split by counts."), parts[i].Part);
            }
        }

        return sizes;
    }

    public static int[] OfCounts(int examples, params ReadOnlySpan<(string Part, int Count)> parts)
    {
        long sum = 0;
        var sizes = new int[parts.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = parts[i].Count;
            sum += sizes[i];
            if (sizes[i] < 1)
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The number of examples for {parts[i].Part} is {sizes[i]}, but must be at least " +
                    $"1.{Advice(parts.Length, sizes[i] == 0)}"), parts[i].Part);
            }
        }

        if (sum != examples)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The counts {Listed(parts)} add up to {sum}, but the dataset has {Plural.Of(examples, "example")}: every example " +
                    $"must land in one part."),
                parts[^1].Part);
        }

        return sizes;
    }

    /// <summary>
    /// Deals the examples, in the given order, into parts of the given sizes, each class in proportion: part after part takes of what
    /// is left of every class its share, rounded by largest remainder so that the part has exactly its size.
    /// </summary>
    public static int[][] Divide(int[] classes, int[] sizes, int[] order)
    {
        var left = new int[classes.Max() + 1];
        foreach (var c in classes)
        {
            left[c]++;
        }

        var examplesLeft = classes.Length;
        var shares = new int[sizes.Length][];
        for (var part = 0; part < sizes.Length; part++)
        {
            var ratio = (double)sizes[part] / examplesLeft;
            var last = sizes[part] == examplesLeft;
            shares[part] = last ? [.. left] : LargestRemainder(Array.ConvertAll(left, count => count * ratio), sizes[part]);
            for (var c = 0; c < left.Length; c++)
            {
                left[c] -= shares[part][c];
            }

            examplesLeft -= sizes[part];
        }

        var parts = Array.ConvertAll(sizes, size => new List<int>(size));
        foreach (var example in order)
        {
            var part = Array.FindIndex(shares, share => share[classes[example]] > 0);
            shares[part][classes[example]]--;
            parts[part].Add(example);
        }

        return [.. parts.Select(part => part.ToArray())];
    }

    /// <summary>The examples of each fold and of all the others: k folds, the sizes of which differ by at most one.</summary>
    public static IEnumerable<(int[] Train, int[] Validation)> Folds(int[] classes, int count, int[] order)
    {
        if (count < 2 || count > classes.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The number of folds is {count}, but must lie between 2 and the number of examples, {classes.Length}."));
        }

        int[] sizes = [.. Enumerable.Range(0, count).Select(fold => (classes.Length / count) + (fold < classes.Length % count ? 1 : 0))];
        var folds = Divide(classes, sizes, order);
        return folds.Select(validation => (folds.Where(fold => fold != validation).SelectMany(fold => fold).ToArray(), validation));
    }

    /// <summary>The numbers of all examples in an order drawn from the seed.</summary>
    public static int[] Permutation(int examples, long seed, string purpose)
    {
        int[] order = [.. Enumerable.Range(0, examples)];
        new RandomStream(seed).Fork(purpose).Shuffle<int>(order);
        return order;
    }

    /// <summary>
    /// Whole numbers nearest below the quotas, the ones still wanted given to the largest remainders, the first among equals.
    /// </summary>
    private static int[] LargestRemainder(double[] quotas, int total)
    {
        var sizes = Array.ConvertAll(quotas, quota => (int)quota);
        var missing = total - sizes.Sum();
        foreach (var i in Enumerable.Range(0, quotas.Length).OrderByDescending(i => quotas[i] - sizes[i]).Take(missing))
        {
            sizes[i]++;
        }

        return sizes;
    }

    private static string Advice(int parts, bool zero) =>
        zero && parts == 3 ? " Leave a part out with the split in two, Split(train, test, seed)." : "";

    private static string Listed<TSize>(ReadOnlySpan<(string Part, TSize Size)> parts)
        where TSize : IFormattable
    {
        var text = new List<string>();
        foreach (var (part, size) in parts)
        {
            text.Add($"{part} {size.ToString(null, CultureInfo.InvariantCulture)}");
        }

        return string.Join(", ", text);
    }
}
