using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>The rows that a member of an ensemble learns from, and those that it is measured and calibrated by.</summary>
/// <param name="Training">The numbers of the rows to learn from.</param>
/// <param name="Validation">The numbers of the rows that it does not learn from.</param>
internal sealed record MemberRows(int[] Training, int[] Validation)
{
    /// <summary>The rows of each of some members.</summary>
    /// <param name="table">The training rows.</param>
    /// <param name="target">What is learned.</param>
    /// <param name="options">The options.</param>
    /// <param name="members">The number of members at most, at least 2.</param>
    /// <param name="random">What chance is drawn from.</param>
    public static MemberRows[] Of(RawTable table, TabularTarget target, TabularOptions options, int members, RandomStream random) =>
        options.OrderedBy is { } time ? InOrder(table, time, members)
        : options.Groups is { } groups ? ByGroups(table, target, groups, members, random)
        : ByFolds(target.Folds(table, Math.Min(members, table.Rows), random));

    private static MemberRows[] ByFolds(int[] folds)
    {
        int[] rows = [.. Enumerable.Range(0, folds.Length)];
        return
        [
            .. Enumerable.Range(0, folds.Max() + 1).Select(
                fold => new MemberRows(Array.FindAll(rows, row => folds[row] != fold), Array.FindAll(rows, row => folds[row] == fold))),
        ];
    }

    private static MemberRows[] ByGroups(RawTable table, TabularTarget target, string groups, int members, RandomStream random)
    {
        var numbers = table.Groups(groups)!;
        var count = Math.Min(members, numbers.Distinct().Count());
        if (count < 2)
        {
            throw new ArgumentException(
                $"All rows of the column of groups \"{groups}\" are of one group, so that none could be measured by others.", "train");
        }

        int[] order = [.. Enumerable.Range(0, table.Rows)];
        random.Fork("order").Shuffle<int>(order);
        return
        [
            .. RandomDivision.Folds(target.Strata(table), numbers, count, order)
                .Select(fold => new MemberRows([.. fold.Train.Order()], [.. fold.Validation.Order()])),
        ];
    }

    /// <summary>Of the later half of the rows, a block for each member, which learns from all that is earlier.</summary>
    private static MemberRows[] InOrder(RawTable table, string time, int members)
    {
        var times = table.Times(time, "options");
        int[] order = [.. Enumerable.Range(0, table.Rows).OrderBy(row => times[row])];
        var borders = Enumerable.Range(members, members + 1).Select(block => Border((int)((long)order.Length * block / (2 * members))))
            .Where(border => border > 0).Distinct().ToArray();
        return borders.Length > 1
            ? [.. borders.Zip(borders[1..]).Select(block => new MemberRows(order[..block.First], order[block.First..block.Second]))]
            : throw new ArgumentException(
                $"The column of time \"{time}\" has too few different values to learn from earlier rows what later ones are " +
                $"like.", "train");

        // Rows of one time stay together, on the earlier side.
        int Border(int place)
        {
            while (place > 0 && place < order.Length && times[order[place]] == times[order[place - 1]])
            {
                place++;
            }

            return place;
        }
    }
}
