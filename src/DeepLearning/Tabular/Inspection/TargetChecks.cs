using System.Globalization;
using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>What may be wrong with the column to be predicted.</summary>
internal static class TargetChecks
{
    /// <summary>Fewer rows of a class than there are folds: one is missing where the class is measured.</summary>
    private const int FewRows = 8;
    private const double RareShare = 0.01;
    private const int FewNumbers = 10;
    private const double HeavyTail = 20;

    public static IEnumerable<TableFinding> Run(InspectedTable table)
    {
        var target = table.Target;
        if (target.Missing > 0)
        {
            yield return new(target.Name, $"The target is missing in {Plural.Of(target.Missing, "row", "N0")}, which teach nothing.");
        }

        foreach (var finding in table.IsClassification ? Classes(target) : Numbers(target))
        {
            yield return finding;
        }
    }

    private static IEnumerable<TableFinding> Classes(CodedColumn target)
    {
        foreach (var (code, count) in target.Counts.Index())
        {
            var name = target.Column[target.FirstRows[code]];
            if (count < FewRows)
            {
                yield return new(
                    target.Name,
                    $"Class {name} has {Plural.Of(count, "row")}: too few to learn it and to measure it. Collect more, or join it with " +
                    $"another.");
            }
            else if (count < RareShare * target.Present)
            {
                yield return new(target.Name, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Class {name} is rare, {count} of {Plural.Of(target.Present, "row")}: a high accuracy says nothing of it; look at " +
                    $"its recall."));
            }
        }
    }

    private static IEnumerable<TableFinding> Numbers(CodedColumn target)
    {
        if (target.Counts.Length <= FewNumbers)
        {
            yield return new(
                target.Name,
                $"The target has {Plural.Of(target.Counts.Length, "different number")} alone: if they are names of classes, say so " +
                $"(IsClassification).");
        }

        var sorted = Quantiles.Sorted(target.Column.Numbers);
        var (low, high) = (Quantiles.Of(sorted, 0.25), Quantiles.Of(sorted, 0.75));
        if (high > low && Math.Max(sorted[^1] - high, low - sorted[0]) > HeavyTail * (high - low))
        {
            yield return new(target.Name, string.Create(
                CultureInfo.InvariantCulture,
                $"The target reaches from {sorted[0]:G5} to {sorted[^1]:G5}, but half of it lies between {low:G5} and {high:G5}: few " +
                $"rows decide the errors. If relative errors matter, predict its logarithm."));
        }
    }
}
