using DeepLearning.Data;
using DeepLearning.Tabular;

namespace DeepLearning.Reporting;

/// <summary>Whether answers are as good as they say.</summary>
internal static class AnswerPictures
{
    private const int Bins = 10;

    /// <summary>How often the most probable class is right, over how probable it is said to be: the reliability diagram.</summary>
    public static Picture Calibration(IReadOnlyList<TabularAnswer> answers, RawColumn truth)
    {
        var sure = answers.Select((answer, row) => (P: answer.Probabilities.Max(), IsRight: IsRight(answer, truth[row])))
            .OrderBy(one => one.P).ToArray();
        var groups = sure.Chunk(Math.Max(1, (sure.Length + Bins - 1) / Bins))
            .Select(group => (group.Average(one => one.P), group.Average(one => one.IsRight ? 1.0 : 0))).ToArray();
        return new ScatterPanel("Calibration", "probability of the answer", "share of right answers", groups, areFew: true)
        {
            InPercent = true,
        }.Picture(
            $"{Plural.Of(groups.Length, "group")} of equally many answers, from the least to the most sure: on the dashed line they " +
            "are right as often as they say.");
    }

    /// <summary>Predicted over true numbers.</summary>
    public static Picture Predictions(IReadOnlyList<TabularAnswer> answers, RawColumn truth) => new ScatterPanel(
        "Predicted and true", $"true {truth.Name}", "predicted",
        [.. answers.Select((answer, row) => (truth.Numbers[row], answer.Prediction))], areFew: false)
        .Picture("On the dashed line the answers are true.");

    /// <summary>How wrong the answers are, in which direction.</summary>
    public static Picture Residuals(IReadOnlyList<TabularAnswer> answers, RawColumn truth) => new(
        "Errors", "How often answers are wrong by how much",
        [
            HistogramPanel.Of(
                Distribution.Of<double>([.. answers.Select((answer, row) => answer.Prediction - truth.Numbers[row])], bins: 40), "Errors",
                "predicted − true", "training"),
        ],
        "Around 0, as many to the left as to the right.");

    private static bool IsRight(TabularAnswer answer, Cell truth) =>
        string.Equals(answer.Class, truth.Text ?? $"{truth}", StringComparison.Ordinal);
}
