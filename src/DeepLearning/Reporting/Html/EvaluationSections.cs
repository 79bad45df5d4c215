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
            ("examples", Number.Count(evaluation.Examples)),
            ("accuracy", Number.Percent(evaluation.Accuracy)),
            ("log-loss", Number.Of(evaluation.LogLoss)),
            ("ROC-AUC", Number.Of(evaluation.RocAuc)),
            ("mean precision", Number.Of(confusion.MacroPrecision)),
            ("mean recall", Number.Of(confusion.MacroRecall)),
            ("mean F1", Number.Of(confusion.MacroF1)));
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
            ("examples", Number.Count(evaluation.Examples)),
            ("exact match", Number.Percent(evaluation.ExactMatch)),
            ("Hamming loss", Number.Of(evaluation.HammingLoss)));
        List<string[]> rows =
        [
            ["label", "examples with it", "prevalence", "threshold", "precision", "recall", "F1", "ROC-AUC"],
            .. evaluation.Labels.Select(label => new[]
            {
                label.Name, Number.Count(label.Support), Number.Of(label.Prevalence),
                Number.Short(label.Threshold), Number.Of(label.Precision),
                Number.Of(label.Recall), Number.Of(label.F1), Number.Of(label.RocAuc),
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
            [name, "", "", "", Number.Of(precision), Number.Of(recall), Number.Of(f1), Number.Of(rocAuc)];
    }

    private static Action<HtmlPage> Of(RegressionEvaluation evaluation)
    {
        var facts = SetupSections.Facts(
            ("examples", Number.Count(evaluation.Examples)), ("R²", Number.Of(evaluation.RSquared)),
            ("root mean squared error", Number.Of(evaluation.RootMeanSquaredError)),
            ("mean absolute error", Number.Of(evaluation.MeanAbsoluteError)));
        List<string[]> rows =
        [
            ["output", "R²", "root mean squared error", "mean absolute error"],
            .. evaluation.Outputs.Select(output => new[]
            {
                output.Name, Number.Of(output.RSquared), Number.Of(output.RootMeanSquaredError), Number.Of(output.MeanAbsoluteError),
            }),
        ];
        return page =>
        {
            facts(page);
            if (evaluation.Outputs.Count > 1)
            {
                page.Paragraph($"Each output; the mean of their R² is {Number.Of(evaluation.MeanRSquared)}:");
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
               confusion.ClassNames[pair.actual], confusion.ClassNames[pair.predicted],
               Number.Count(confusion[pair.actual, pair.predicted]),
               Number.Percent((double)confusion[pair.actual, pair.predicted] / confusion.Support(pair.actual)),
           },
    ];

    private static List<string[]> Classes(ConfusionMatrix confusion) =>
    [
        ["class", "examples", "precision", "recall", "F1"],
        .. Enumerable.Range(0, confusion.Classes).Select(c => new[]
        {
            confusion.ClassNames[c], Number.Count(confusion.Support(c)), Number.Of(confusion.Precision(c)), Number.Of(confusion.Recall(c)),
            Number.Of(confusion.F1(c)),
        }),
    ];
}
