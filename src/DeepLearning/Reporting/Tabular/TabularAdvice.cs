using DeepLearning.Tabular;

namespace DeepLearning.Reporting;

/// <summary>What to do next with a model of a table.</summary>
internal static class TabularAdvice
{
    private const int FewRows = 1000;
    private const double Chance = 2;

    /// <summary>Sentences, the most urgent first.</summary>
    public static IEnumerable<string> Of(TabularTrainingRecord training, TableInspection inspection, TabularImportance importance)
    {
        string[] suspects = [.. inspection.Findings.Where(finding => finding.IsLeak).Select(finding => finding.Column).OfType<string>()];
        if (suspects.Length > 0)
        {
            yield return
                $"Find out whether {suspects.Enumerated()} would be known before the answer; if not, train without " +
                $"({nameof(TabularOptions.Ignore)}).";
        }

        string[] useless =
        [
            .. importance.Columns.Where(column => column.Increase < Chance * column.StandardError).Select(column => column.Column),
        ];
        if (useless.Length > 0 && useless.Length < importance.Columns.Count)
        {
            yield return $"Without {useless.Enumerated()} the answers are as good, so far as these rows tell: a model of fewer columns " +
                "is easier to keep.";
        }

        if (useless.Length == importance.Columns.Count)
        {
            yield return "No column helps more than chance would: look for others that have to do with the target.";
        }

        if (training.Table.Rows < FewRows)
        {
            yield return
                $"There are {Plural.Of(training.Table.Rows, "row", "N0")}: measures of so few scatter by several per cent, and more " +
                "rows help more than anything else.";
        }

        yield return
            "Measure the model on rows that it has not seen and that were collected later, and again when the answers of the first " +
            "weeks are known.";
    }
}
