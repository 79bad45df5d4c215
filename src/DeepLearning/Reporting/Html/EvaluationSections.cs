using System.Globalization;

namespace DeepLearning.Reporting;

/// <summary>How good a network is on some examples.</summary>
internal static class EvaluationSections
{
    private const int MostClasses = 200;
    private const int MostMistakes = 10;

    public static Action<HtmlPage> Of(Evaluation evaluation) => evaluation switch
    {
        ClassificationEvaluation classes => Of(classes),
        MultiLabelEvaluation labels => Of(labels),
        RegressionEvaluation numbers => Of(numbers),
        _ => page => page.Preformatted(evaluation.ToString()),
    };

    private static Action<HtmlPage> Of(ClassificationEvaluation evaluation)
    {
        var confusion = evaluation.Confusion;
        var facts = SetupSections.Facts(
            ("examples", Number.Of(evaluation.Examples, "N0")),
            ("accuracy", $"{Number.Of(100 * evaluation.Accuracy, "F2")} %"),
            ("log-loss", Number.Of(evaluation.LogLoss, "G4")),
            ("ROC-AUC", Number.Of(evaluation.RocAuc, "F4")),
            ("mean precision", Number.Of(confusion.MacroPrecision, "F4")),
            ("mean recall", Number.Of(confusion.MacroRecall, "F4")),
            ("mean F1", Number.Of(confusion.MacroF1, "F4")));
        var (picture, mistakes, classes) = (ConfusionPicture.Of(confusion), Mistakes(confusion), Classes(confusion));
        return page =>
        {
            facts(page);
            page.Picture(picture);
            if (mistakes.Count > 1)
            {
                page.Paragraph("The most frequent mistakes:");
                page.Table(mistakes.Take(1 + MostMistakes), numbers: 2);
            }

            if (confusion.Classes <= MostClasses)
            {
                page.Paragraph("Each class:");
                page.Table(classes, numbers: 1);
            }
        };
    }

    private static Action<HtmlPage> Of(MultiLabelEvaluation evaluation)
    {
        var facts = SetupSections.Facts(
            ("examples", Number.Of(evaluation.Examples, "N0")),
            ("exact match", $"{Number.Of(100 * evaluation.ExactMatch, "F2")} %"),
            ("Hamming loss", Number.Of(evaluation.HammingLoss, "F4")));
        List<string[]> rows =
        [
            ["label", "examples with it", "prevalence", "threshold", "precision", "recall", "F1", "ROC-AUC"],
            .. evaluation.Labels.Select(label => new[]
            {
                label.Name, Number.Of(label.Support, "N0"), Number.Of(label.Prevalence, "F3"), Number.Of(label.Threshold, "G4"), Number.Of(label.Precision, "F3"),
                Number.Of(label.Recall, "F3"), Number.Of(label.F1, "F3"), Number.Of(label.RocAuc, "F3"),
            }),
            Mean("micro", evaluation.MicroPrecision, evaluation.MicroRecall, evaluation.MicroF1, evaluation.MicroRocAuc),
            Mean("macro", evaluation.MacroPrecision, evaluation.MacroRecall, evaluation.MacroF1, evaluation.MacroRocAuc),
        ];
        return page =>
        {
            facts(page);
            page.Paragraph("Each label, and the means over all:");
            page.Table(rows, numbers: 1);
        };

        static string[] Mean(string name, double precision, double recall, double f1, double rocAuc) =>
            [name, "", "", "", Number.Of(precision, "F3"), Number.Of(recall, "F3"), Number.Of(f1, "F3"), Number.Of(rocAuc, "F3")];
    }

    private static Action<HtmlPage> Of(RegressionEvaluation evaluation)
    {
        var facts = SetupSections.Facts(
            ("examples", Number.Of(evaluation.Examples, "N0")), ("R²", Number.Of(evaluation.RSquared, "F4")),
            ("root mean squared error", Number.Of(evaluation.RootMeanSquaredError, "G5")), ("mean absolute error", Number.Of(evaluation.MeanAbsoluteError, "G5")));
        List<string[]> rows =
        [
            ["output", "R²", "root mean squared error", "mean absolute error"],
            .. evaluation.Outputs.Select(output => new[]
            {
                output.Name, Number.Of(output.RSquared, "F4"), Number.Of(output.RootMeanSquaredError, "G5"), Number.Of(output.MeanAbsoluteError, "G5"),
            }),
        ];
        return page =>
        {
            facts(page);
            if (evaluation.Outputs.Count > 1)
            {
                page.Paragraph($"Each output; the mean of their R² is {Number.Of(evaluation.MeanRSquared, "F4")}:");
                page.Table(rows, numbers: 1);
            }
        };
    }

    private static List<string[]> Mistakes(ConfusionMatrix confusion) =>
    [
        ["actual", "predicted", "examples", "share of the actual class"],
        .. from actual in Enumerable.Range(0, confusion.Classes)
           from predicted in Enumerable.Range(0, confusion.Classes)
           where actual != predicted && confusion[actual, predicted] > 0
           orderby confusion[actual, predicted] descending
           select (actual, predicted) into pair
           select new[]
           {
               confusion.ClassNames[pair.actual], confusion.ClassNames[pair.predicted], Number.Of(confusion[pair.actual, pair.predicted], "N0"),
               $"{Number.Of(100.0 * confusion[pair.actual, pair.predicted] / confusion.Support(pair.actual), "F1")} %",
           },
    ];

    private static List<string[]> Classes(ConfusionMatrix confusion) =>
    [
        ["class", "examples", "precision", "recall", "F1"],
        .. Enumerable.Range(0, confusion.Classes).Select(c => new[]
        {
            confusion.ClassNames[c], Number.Of(confusion.Support(c), "N0"), Number.Of(confusion.Precision(c), "F3"), Number.Of(confusion.Recall(c), "F3"),
            Number.Of(confusion.F1(c), "F3"),
        }),
    ];
}
