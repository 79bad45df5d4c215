using System.Globalization;

namespace DeepLearning.Data;

/// <summary>
/// Which examples go into which part of a division in order of time, given the place in time of each; examples of one time are not
/// parted, but stay on the earlier side of a border.
/// </summary>
internal static class OrderedDivision
{
    /// <summary>The first examples into the first part, the last into the last.</summary>
    /// <exception cref="ArgumentException">A part is left empty.</exception>
    public static int[][] Divide(int[] times, int[] sizes)
    {
        var parts = Cut(times, sizes);
        var empty = Array.FindIndex(parts, part => part.Length == 0);
        if (empty >= 0)
        {
            var name = SplitSizes.PartName(empty, parts.Length);
            throw new ArgumentException(
                $"Rows of equal time stay together on the earlier side of a border, which leaves none for {name}, which was to have " +
                $"{sizes[empty]} of {Plural.Of(times.Length, "row")}: ask for more, or order by a column of finer times.",
                name);
        }

        return parts;
    }

    /// <summary>
    /// Forward chaining: of count + 1 blocks the first k to train on and the next to validate on. All blocks have the same size but the
    /// first, which takes what remains too.
    /// </summary>
    public static IEnumerable<(int[] Train, int[] Validation)> Folds(int[] times, int count)
    {
        if (count < 2 || count >= times.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The number of folds is {count}, but must lie between 2 and the number of examples less 1, {times.Length - 1}: " +
                    $"before the first fold there is a block to train on."));
        }

        var sizes = new int[count + 1];
        Array.Fill(sizes, times.Length / sizes.Length);
        sizes[0] += times.Length % sizes.Length;
        var blocks = Cut(times, sizes);
        var empty = Array.FindIndex(blocks, block => block.Length == 0);
        if (empty >= 0)
        {
            throw new ArgumentException(
                $"Rows of equal time stay together on the earlier side of a border, which leaves none for block {empty} of the " +
                $"{blocks.Length} blocks, counted from 0: ask for fewer folds, or order by a column of finer times.",
                nameof(count));
        }

        return Enumerable.Range(1, count).Select(k => (blocks.Take(k).SelectMany(block => block).ToArray(), blocks[k]));
    }

    /// <summary>The place of each value in ascending order, from 0; equal values have one place.</summary>
    public static int[] Places<TValue>(ReadOnlySpan<TValue> values, IComparer<TValue> comparer)
    {
        var all = values.ToArray();
        TValue[] levels = [.. all.Distinct().Order(comparer)];
        return Array.ConvertAll(all, value => Array.BinarySearch(levels, value, comparer));
    }

    private static int[][] Cut(int[] times, int[] sizes)
    {
        int[] order = [.. Enumerable.Range(0, times.Length).OrderBy(example => times[example])];
        var parts = new int[sizes.Length][];
        var (begin, wanted) = (0, 0);
        for (var part = 0; part < parts.Length; part++)
        {
            wanted += sizes[part];
            var end = Math.Max(begin, wanted);
            while (end < order.Length && times[order[end]] == times[order[end - 1]])
            {
                end++;
            }

            parts[part] = order[begin..end];
            begin = end;
        }

        return parts;
    }
}
