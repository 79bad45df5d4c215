using System.Globalization;

namespace DeepLearning.Data;

/// <summary>Which examples go into which part of a division by chance.</summary>
internal static class RandomDivision
{
    /// <summary>
    /// Deals the examples, in the given order, into parts of the given sizes, each class in proportion: part after part takes of what
    /// is left of every class its share, rounded by largest remainder so that the part has exactly its size. With groups the sizes are
    /// aims.
    /// </summary>
    public static int[][] Divide(int[] classes, int[]? groups, int[] sizes, int[] order) =>
        groups is null ? Deal(classes, sizes, order) : GroupedDivision.Divide(classes, groups, sizes, order);

    /// <summary>The examples of each fold and of all the others: k folds, of sizes that differ by at most one but for groups.</summary>
    public static IEnumerable<(int[] Train, int[] Validation)> Folds(int[] classes, int[]? groups, int count, int[] order)
    {
        RequireCount(count, classes.Length, "examples");
        if (groups is not null)
        {
            RequireCount(count, groups.Distinct().Count(), "groups");
        }

        var folds = groups is null
            ? Deal(classes, SplitSizes.Alike(classes.Length, count), order)
            : GroupedDivision.Folds(classes, groups, count, order);
        return folds.Select(validation => (folds.Where(fold => fold != validation).SelectMany(fold => fold).ToArray(), validation));
    }

    /// <summary>The numbers of all examples in an order drawn from the seed.</summary>
    public static int[] Permutation(int examples, long seed, string purpose)
    {
        int[] order = [.. Enumerable.Range(0, examples)];
        new RandomStream(seed).Fork(purpose).Shuffle<int>(order);
        return order;
    }

    private static int[][] Deal(int[] classes, int[] sizes, int[] order)
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
            shares[part] = last ? [.. left] : SplitSizes.LargestRemainder(Array.ConvertAll(left, count => count * ratio), sizes[part]);
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

    private static void RequireCount(int count, int most, string things)
    {
        if (count < 2 || count > most)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The number of folds is {count}, but must lie between 2 and the number of {things}, {most}."));
        }
    }
}
