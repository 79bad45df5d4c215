using System.Globalization;

namespace DeepLearning.Data;

/// <summary>How many examples each part of a split gets.</summary>
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

    /// <summary>Sizes that differ by at most one, the greater ones first.</summary>
    public static int[] Alike(int examples, int count) =>
        [.. Enumerable.Range(0, count).Select(part => (examples / count) + (part < examples % count ? 1 : 0))];

    /// <summary>The argument that a part of a split in two or in three is named after.</summary>
    public static string PartName(int part, int parts) => part == 0 ? "train" : part == parts - 1 ? "test" : "dev";

    /// <summary>
    /// Whole numbers nearest below the quotas, the ones still wanted given to the largest remainders, the first among equals.
    /// </summary>
    public static int[] LargestRemainder(double[] quotas, int total)
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
