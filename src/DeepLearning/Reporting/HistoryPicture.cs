using System.Globalization;

namespace DeepLearning;

/// <summary>The curves of a training history: a panel for the cost and one for each metric.</summary>
internal static class HistoryPicture
{
    private const double Width = 860;
    private const double PanelHeight = 300;
    private const double CaptionHeight = 34;

    /// <summary>A metric below it is far worse than no network at all.</summary>
    private const double LeastMetric = -1;

    public static string Draw(TrainingHistory history)
    {
        var axis = Axis(history);
        List<LinePanel> panels = [Cost(history, axis), .. Metrics(history, axis)];
        using var svg = new SvgWriter(
            Width, (PanelHeight * panels.Count) + CaptionHeight, "Training history", string.Join(" and ", panels.Select(panel => panel.Title)) + " over the run");
        for (var i = 0; i < panels.Count; i++)
        {
            panels[i].Draw(svg, top: i * PanelHeight, Width, PanelHeight);
        }

        svg.Text(Width / 2, (PanelHeight * panels.Count) + 16, Caption(history, panels), "note", "middle");
        return svg.Finish();
    }

    /// <summary>From the beginning of the first epoch, which is 0 unless an earlier run is continued, to the last step.</summary>
    private static RunAxis Axis(TrainingHistory history)
    {
        if (history.Epochs.Count == 0)
        {
            return new RunAxis("step", 0, Math.Max(1, history.StepCosts.Count));
        }

        var begin = history.Epochs[0].Epoch - 1;
        return new RunAxis("epoch", begin, Math.Max(history.Epochs[^1].Epoch, begin + ((double)history.StepCosts.Count / history.StepsPerEpoch)));
    }

    private static LinePanel Cost(TrainingHistory history, RunAxis axis)
    {
        var unit = history.Epochs.Count > 0 ? history.StepsPerEpoch : 1;
        List<Series> series =
        [
            new Series("each step", "steps", [.. history.StepCosts.Select((cost, i) => (axis.Begin + ((i + 1.0) / unit), cost))]),
            OfEpochs(history, "epoch mean", "training", epoch => epoch.Training is null ? epoch.Cost : null),
            OfEpochs(history, "training set", "training", epoch => epoch.Training?.Cost),
            OfEpochs(history, "validation set", "validation", epoch => epoch.Validation?.Cost),
        ];
        return new LinePanel("Cost", "cost", axis, [.. series.Where(one => one.Points.Count > 0)])
        {
            MayBeLogarithmic = true,
        };
    }

    private static IEnumerable<LinePanel> Metrics(TrainingHistory history, RunAxis axis) =>
        history.Epochs
            .SelectMany(epoch => new[] { epoch.Training?.MetricName, epoch.Validation?.MetricName })
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Select(name => Metric(history, axis, name));

    private static LinePanel Metric(TrainingHistory history, RunAxis axis, string name)
    {
        IEnumerable<Series> series =
        [
            OfEpochs(history, "training set", "training", epoch => Named(epoch.Training, name)),
            OfEpochs(history, "validation set", "validation", epoch => Named(epoch.Validation, name)),
        ];

        // The R² of the first epochs may be −1000: drawn to that scale, all that matters would be one flat line.
        if (series.Any(one => one.Drawable.Any(point => point.Y >= LeastMetric)))
        {
            series = series.Select(one => one.From(LeastMetric));
        }

        return new LinePanel(Capitalized(name), name, axis, [.. series.Where(one => one.Points.Count > 0)])
        {
            Ceiling = 1,
            InPercent = string.Equals(name, "accuracy", StringComparison.Ordinal),
        };
    }

    private static Series OfEpochs(TrainingHistory history, string name, string style, Func<EpochRecord, double?> value) => new(
        name,
        style,
        [.. history.Epochs.Select(epoch => (X: (double)epoch.Epoch, Y: value(epoch))).Where(at => at.Y is not null).Select(at => (at.X, at.Y!.Value))]);

    private static double? Named(Measurement? measurement, string name) =>
        string.Equals(measurement?.MetricName, name, StringComparison.Ordinal) ? measurement?.Metric : null;

    private static string Caption(TrainingHistory history, List<LinePanel> panels)
    {
        var left = panels.Sum(panel => panel.NotDrawable);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(history.Epochs.Count, "epoch")}, {Count(history.StepCosts.Count, "step")}, {history.Elapsed.TotalSeconds:0.0} s") +
            (history.Cancelled ? "; cancelled" : "") +
            (left > 0 ? $"; {Count(left, "value")} not drawn (not finite, or a metric below −1)" : "");
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
