using System.Globalization;
using DeepLearning.Tabular;

namespace DeepLearning.Reporting;

/// <summary>A model of a table, as its training saw it.</summary>
internal static class TabularSections
{
    private const int MostColumns = 500;

    /// <summary>What the table holds, and what may be wrong with it.</summary>
    public static Action<HtmlPage> Of(TableInspection inspection)
    {
        List<string[]> rows =
        [
            ["column", "kind", "values", "different", "missing"],
            .. inspection.Columns.Take(MostColumns).Select(column => new[]
            {
                column.Name + (column.IsTarget ? " (target)" : ""), column.IsText ? "text" : "numeric", column.Summary,
                Number.Count(column.Distinct), Number.Count(column.Missing),
            }),
        ];
        return page =>
        {
            page.Paragraph($"{Plural.Of(inspection.Rows, "row", "N0")}, {Plural.Of(inspection.Columns.Count, "column", "N0")}.");
            foreach (var finding in inspection.Findings)
            {
                page.Paragraph("• " + finding.Text);
            }

            page.Table(rows, numbers: 3);
        };
    }

    /// <summary>How the networks were trained.</summary>
    public static Action<HtmlPage> Training(TabularTrainingRecord training)
    {
        Series[] curves = [.. training.Members.Select((member, number) => new Series(
            string.Create(CultureInfo.InvariantCulture, $"{number + 1}"), SvgStyle.Color(number),
            [.. member.Epochs.Select(epoch => ((double)epoch.Epoch, epoch.Validation!.Cost))]))];
        var epochs = training.Members.Max(member => member.Epochs.Count);
        var panel = new LinePanel(
            "Cost of rows not learned from", "cost", LinearScale.OfRun(Math.Min(1, epochs - 1), epochs, 6), "epoch", curves)
        {
            MayBeLogarithmic = true,
        };
        var picture = LinePanel.Picture(
            [panel], "Training", $"{Plural.Of(training.Members.Count, "network")}, each measured on the rows of its own fold; it keeps " +
                $"the weights of its best epoch.");
        var best = string.Join(", ", training.Members.Select(member => member.BestEpoch.ToString(CultureInfo.InvariantCulture)));
        return page =>
        {
            page.Paragraph(
                $"{Plural.Of(training.Members.Count, "network")} in {Number.Short(training.Elapsed.TotalSeconds)} s; their best " +
                $"epochs: {best}.");
            page.Picture(picture);
        };
    }

    /// <summary>How good the answers to rows are that no answering network had learned from.</summary>
    public static Action<HtmlPage> Answers(TabularTrainingRecord training, string target)
    {
        var (answers, truth, evaluation) = (training.Answers, training.Rows[target], training.Evaluation);
        if (evaluation.Classification is { } classes)
        {
            var (facts, picture) = (EvaluationSections.Of(classes), AnswerPictures.Calibration(answers, truth));
            return page =>
            {
                facts(page);
                page.Paragraph($"Calibration error {Number.Of(classes.CalibrationError)}.");
                page.Picture(picture);
            };
        }

        var measures = EvaluationSections.Of(evaluation.Regression!);
        var (predictions, errors) = (AnswerPictures.Predictions(answers, truth), AnswerPictures.Residuals(answers, truth));
        return page =>
        {
            measures(page);
            page.Paragraph(
                $"90 % intervals hold the truth in {Number.Percent(evaluation.Coverage)} of rows; their mean width is " +
                $"{Number.Of(evaluation.MeanWidth)}.");
            page.Picture(predictions);
            page.Picture(errors);
        };
    }

    /// <summary>Paragraphs.</summary>
    public static Action<HtmlPage> Sentences(IEnumerable<string> sentences)
    {
        string[] all = [.. sentences];
        return page =>
        {
            foreach (var sentence in all)
            {
                page.Paragraph("• " + sentence);
            }
        };
    }
}
