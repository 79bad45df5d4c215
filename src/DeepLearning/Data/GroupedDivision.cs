namespace DeepLearning.Data;

/// <summary>
/// Which examples go into which part when groups stay whole. The largest group goes first, among equals the one that the order of the
/// examples meets first, and each to the part where the sum over the classes of the squared deviations from the wanted counts falls
/// most. Of a single class that is the part that lacks most, and none ends further from its aim than the largest group is large.
/// </summary>
/// <remarks>Greedy like scikit-learn's StratifiedGroupKFold, but with aims that need not be equal and counts, not their spread.</remarks>
internal static class GroupedDivision
{
    /// <summary>Parts as near to the sizes as the rule comes.</summary>
    /// <exception cref="ArgumentException">A part is left empty.</exception>
    public static int[][] Divide(int[] classes, int[] groups, int[] sizes, int[] order)
    {
        var parts = Assign(classes, groups, sizes, order);
        var empty = Array.FindIndex(parts, part => part.Length == 0);
        if (empty >= 0)
        {
            var name = SplitSizes.PartName(empty, parts.Length);
            throw new ArgumentException(
                $"There {Plural.Are(groups.Distinct().Count(), "group")}, each of which stays whole, and none is left for {name}, which " +
                $"was to have {sizes[empty]} of {Plural.Of(groups.Length, "example")}: ask for more, or divide into fewer parts.",
                name);
        }

        return parts;
    }

    /// <summary>Folds as near to one size as the rule comes; none is empty if there are as many groups as folds.</summary>
    public static int[][] Folds(int[] classes, int[] groups, int count, int[] order)
    {
        var alike = new int[count];
        Array.Fill(alike, 1);
        return Assign(classes, groups, alike, order);
    }

    /// <summary>The numbers of the groups, one for each example, as a copy; null for null.</summary>
    /// <exception cref="ArgumentException">There is not one for each example.</exception>
    public static int[]? Checked(IReadOnlyList<int>? groups, int examples) =>
        groups is null || groups.Count == examples
            ? groups?.ToArray()
            : throw new ArgumentException(
                $"There {Plural.Are(groups.Count, "number")} of groups for {Plural.Of(examples, "example")}: give one for each example, " +
                "equal numbers for those that belong together.",
                nameof(groups));

    private static int[][] Assign(int[] classes, int[] groups, int[] weights, int[] order)
    {
        var needs = new PartNeeds(classes, weights);
        var places = new int[groups.Length];
        foreach (var group in order.GroupBy(example => groups[example]).OrderByDescending(group => group.Count()))
        {
            var part = needs.Take([.. group.CountBy(example => classes[example])]);
            foreach (var example in group)
            {
                places[example] = part;
            }
        }

        return [.. weights.Select((_, part) => order.Where(example => places[example] == part).ToArray())];
    }
}
