using System.Globalization;

namespace DeepLearning.Reporting;

/// <summary>What a run saw.</summary>
internal static class HistorySections
{
    public static Action<HtmlPage> Of(TrainingHistory history)
    {
        var picture = HistoryPicture.Of(history);
        var summary = Summary(history);
        List<string[]> rows = [["", "epoch", "cost", "training cost", "training metric", "validation cost", "validation metric"]];
        if (history.Epochs.Count > 0)
        {
            rows.Add(Row("last", history.Epochs[^1]));
        }

        if (history.Epochs.FirstOrDefault(epoch => epoch.Epoch == history.BestEpoch) is { } best)
        {
            rows.Add(Row("best", best));
        }

        return page =>
        {
            page.Paragraph(summary);
            if (rows.Count > 1)
            {
                page.Table(rows, numbers: 1);
            }

            page.Picture(picture);
        };
    }

    public static Action<HtmlPage> OfInspections(TrainingHistory history)
    {
        var diagnosis = history.Diagnose();
        var (curves, last) = (Pictures.Of(history.Inspections), Pictures.Of(history.Inspections[^1]));
        return page =>
        {
            foreach (var line in diagnosis.ToString().Split('\n'))
            {
                page.Paragraph(line);
            }

            page.Picture(curves);
            page.Picture(last);
        };
    }

    private static string Summary(TrainingHistory history) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Plural.Of(history.Epochs.Count, "epoch", "N0")} and {Plural.Of(history.StepCosts.Count, "step", "N0")} in {history.Elapsed.TotalSeconds:N1} s") +
        (history.Cancelled ? "; cancelled" : history.StoppedEarly ? "; stopped early for lack of progress" : "") +
        (history.BestRestored ? "; the network has the weights of the best epoch" : "") + ".";

    private static string[] Row(string name, EpochRecord epoch) =>
    [
        name, epoch.Epoch.ToString("N0", CultureInfo.InvariantCulture), Number.Of(epoch.Cost, "G5"), Number.Of(epoch.Training?.Cost, "G5"), Metric(epoch.Training),
        Number.Of(epoch.Validation?.Cost, "G5"), Metric(epoch.Validation),
    ];

    private static string Metric(Measurement? measurement) =>
        measurement is null ? Number.Of(null, "") : $"{measurement.MetricName} {Number.Of(measurement.Metric, "F4")}";
}
