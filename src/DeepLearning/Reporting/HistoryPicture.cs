using System.Globalization;

namespace DeepLearning.Reporting;

/// <summary>
/// The curves of a training history: a panel for the cost, one for each metric, and one for the learning rate where it changes.
/// </summary>
internal static class HistoryPicture
{
    private const int MostTicks = 5;

    /// <summary>A metric below it is far worse than no network at all.</summary>
    private const double LeastMetric = -1;

    public static Picture Of(TrainingHistory history)
    {
        var axis = Axis(history);
        List<LinePanel> panels = [Cost(history, axis), .. Metrics(history, axis), .. LearningRate(history, axis)];
        return LinePanel.Picture(panels, "Training history", Caption(history, panels));
    }

    /// <summary>From the beginning of the first epoch, which is 0 unless an earlier run is continued, to the last step.</summary>
    private static RunAxis Axis(TrainingHistory history)
    {
        if (history.Epochs.Count == 0)
        {
            return new RunAxis("step", LinearScale.OfRun(0, Math.Max(1, history.StepCosts.Count), MostTicks), null);
        }

        var begin = history.Epochs[0].Epoch - 1;
        var end = Math.Max(history.Epochs[^1].Epoch, begin + ((double)history.StepCosts.Count / history.StepsPerEpoch));
        return new RunAxis("epoch", LinearScale.OfRun(begin, end, MostTicks), Best(history));
    }

    /// <summary>The epoch that early stopping found best, else the one of the lowest validation cost.</summary>
    private static (double X, string Name)? Best(TrainingHistory history)
    {
        if (history.BestEpoch is { } best)
        {
            return (
                best, string.Create(CultureInfo.InvariantCulture, $"best epoch: {best:N0}{(history.BestRestored ? ", restored" : "")}"));
        }

        var lowest = history.Epochs.Where(epoch => double.IsFinite(epoch.Validation?.Cost ?? double.NaN))
            .MinBy(epoch => epoch.Validation!.Cost);
        return lowest is null || history.Epochs.Count < 2
            ? null
            : (lowest.Epoch, string.Create(CultureInfo.InvariantCulture, $"lowest validation cost: epoch {lowest.Epoch:N0}"));
    }

    private static LinePanel Cost(TrainingHistory history, RunAxis axis)
    {
        var unit = history.Epochs.Count > 0 ? history.StepsPerEpoch : 1;
        return Panel("Cost", "cost", axis, logarithmic: true,
        [
            new Series("each step", "steps thin", [.. history.StepCosts.Select((cost, i) => (axis.Scale.Low + ((i + 1.0) / unit), cost))]),
            OfEpochs(history, "epoch mean", "training", epoch => epoch.Training is null ? epoch.Cost : null),
            OfEpochs(history, "training set", "training", epoch => epoch.Training?.Cost),
            OfEpochs(history, "validation set", "validation", epoch => epoch.Validation?.Cost),
        ]);
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

        // The R² of the first epochs may be -1000: drawn to that scale, all that matters would be one flat line.
        if (series.Any(one => one.Drawable.Any(point => point.Y >= LeastMetric)))
        {
            series = series.Select(one => one.From(LeastMetric));
        }

        return new LinePanel(Capitalized(name), name, axis.Scale, axis.Label, [.. series.Where(one => one.Points.Count > 0)], axis.Mark)
        {
            Ceiling = 1,
            InPercent = string.Equals(name, "accuracy", StringComparison.Ordinal),
        };
    }

    private static IEnumerable<LinePanel> LearningRate(TrainingHistory history, RunAxis axis) =>
        history.Epochs.Select(epoch => epoch.LearningRate).Distinct().Take(2).Count() < 2
            ? []
            : [
                Panel(
                    "Learning rate", "α", axis, logarithmic: false,
                    [OfEpochs(history, "at the end of the epoch", "training", epoch => epoch.LearningRate)])];

    private static LinePanel Panel(string title, string label, RunAxis axis, bool logarithmic, IEnumerable<Series> series) =>
        new(title, label, axis.Scale, axis.Label, [.. series.Where(one => one.Points.Count > 0)], axis.Mark)
            { MayBeLogarithmic = logarithmic };

    private static Series OfEpochs(TrainingHistory history, string name, string style, Func<EpochRecord, double?> value) => new(
        name,
        style,
        [.. history.Epochs.Select(epoch => (X: (double)epoch.Epoch, Y: value(epoch))).Where(at => at.Y is not null)
            .Select(at => (at.X, at.Y!.Value))]);

    private static double? Named(Measurement? measurement, string name) =>
        string.Equals(measurement?.MetricName, name, StringComparison.Ordinal) ? measurement?.Metric : null;

    private static string Caption(TrainingHistory history, List<LinePanel> panels)
    {
        var left = panels.Sum(panel => panel.NotDrawable);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Plural.Of(history.Epochs.Count, "epoch", "N0")}, {Plural.Of(history.StepCosts.Count, "step", "N0")}, ") +
            $"{Number.Short(history.Elapsed.TotalSeconds)} s" +
            (history.Cancelled ? "; cancelled" : history.StoppedEarly ? "; stopped early" : "") +
            (left > 0 ? $"; {Plural.Of(left, "value", "N0")} not drawn (not finite, or a metric below -1)" : "");
    }

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>What a run is drawn over: epochs, or steps while no epoch has ended.</summary>
    private sealed record RunAxis(string Label, Scale Scale, (double X, string Name)? Mark);
}
