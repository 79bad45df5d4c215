using DeepLearning.Tuning;

namespace DeepLearning.Reporting;

/// <summary>What a search found.</summary>
internal static class TuningSections
{
    private const int MostTrials = 20;

    public static Action<HtmlPage> Of(TuningResult result)
    {
        var picture = Pictures.Of(result);
        IReadOnlyList<string>[] rows = [Heads(result), .. result.Ranking.Take(MostTrials).Select(Cells)];
        var rest = result.Trials.Count - MostTrials;
        return page =>
        {
            page.Picture(picture);
            page.Table(rows, numbers: 1);
            if (rest > 0)
            {
                page.Paragraph($"and {Plural.Of(rest, "trial", "N0")} behind them");
            }
        };
    }

    private static string[] Heads(TuningResult result) =>
    [
        "trial",
        "score",
        .. result.Trials.Take(1).SelectMany(trial => trial.Trial.Drawn).Select(setting => setting.Hyperparameter.Name),
        "measured",
        "ended",
    ];

    private static string[] Cells(TrialResult trial) =>
    [
        Number.Count(trial.Trial.Number),
        Number.Of(trial.Score),
        .. trial.Trial.Drawn.Select(setting => setting.Value is double ? Number.Short(setting.Number) : setting.Text),
        Number.Count(trial.Scores.Count),
        trial.Ending,
    ];
}
