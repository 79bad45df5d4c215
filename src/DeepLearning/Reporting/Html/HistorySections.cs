namespace DeepLearning.Reporting;

/// <summary>What a run saw.</summary>
internal static class HistorySections
{
    public static Action<HtmlPage> Of(TrainingHistory history)
    {
        var picture = HistoryPicture.Of(history);
        var summary = Summary(history);
        var rows = Rows(history);
        return page =>
        {
            page.Paragraph(summary);
            if (history.Epochs.Count > 0)
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
                page.Paragraph(Number.InText(line));
            }

            page.Picture(curves);
            page.Picture(last);
        };
    }

    private static string Summary(TrainingHistory history) =>
        $"{Plural.Of(history.Epochs.Count, "epoch", "N0")} and {Plural.Of(history.StepCosts.Count, "step", "N0")} " +
        $"in {Number.Short(history.Elapsed.TotalSeconds)} s" +
        (history.Cancelled ? "; cancelled" : history.StoppedEarly ? "; stopped early for lack of progress" : "") +
        (history.BestRestored ? "; the network has the weights of the best epoch" : "") + ".";

    /// <summary>A column for the last epoch and one for the best, as narrow as a phone; a row for each thing that was measured.</summary>
    private static IEnumerable<IReadOnlyList<string>> Rows(TrainingHistory history)
    {
        var best = history.Epochs.FirstOrDefault(epoch => epoch.Epoch == history.BestEpoch);
        List<(string Name, EpochRecord Epoch)> columns = [.. history.Epochs.TakeLast(1).Select(last => ("last", last))];
        if (best is not null)
        {
            columns.Add(("best", best));
        }

        var metric = columns.SelectMany(column => new[] { column.Epoch.Validation, column.Epoch.Training })
            .FirstOrDefault(one => one is not null)?.MetricName;
        IReadOnlyList<(string Name, Func<EpochRecord, string> Value)> rows =
        [
            ("epoch", epoch => Number.Count(epoch.Epoch)),
            ("cost", epoch => Number.Of(epoch.Cost)),
            ("training cost", epoch => Number.Of(epoch.Training?.Cost)),
            ($"training {metric}", epoch => Number.Of(epoch.Training?.Metric)),
            ("validation cost", epoch => Number.Of(epoch.Validation?.Cost)),
            ($"validation {metric}", epoch => Number.Of(epoch.Validation?.Metric)),
        ];

        // What was never measured has no row.
        var measured = rows.Select(row => columns.Select(column => row.Value(column.Epoch)).Prepend(row.Name).ToArray())
            .Where(row => row.Skip(1).Any(cell => !string.Equals(cell, Number.Of(null), StringComparison.Ordinal)));
        return measured.Prepend(["", .. columns.Select(column => column.Name)]);
    }
}
