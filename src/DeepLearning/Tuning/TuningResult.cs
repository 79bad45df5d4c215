using System.Globalization;
using System.Text;

namespace DeepLearning.Tuning;

/// <summary>The table of a search.</summary>
public sealed class TuningResult
{
    internal TuningResult(IReadOnlyList<TrialResult> trials, bool largerIsBetter, bool cancelled)
    {
        (Trials, Cancelled) = (trials, cancelled);
        Ranking = Ranked(trials, largerIsBetter);
    }

    /// <summary>All trials, by their numbers.</summary>
    public IReadOnlyList<TrialResult> Trials { get; }

    /// <summary>
    /// All trials, the best first: those that went on longest before those that were stopped earlier, then by their score; last those that
    /// diverged or have no score.
    /// </summary>
    public IReadOnlyList<TrialResult> Ranking { get; }

    /// <summary>The best trial; null when none has a score.</summary>
    public TrialResult? Best => BestOf(Ranking);

    /// <summary>Whether the search was cancelled before its end.</summary>
    public bool Cancelled { get; }

    /// <summary>The ranking as a table: number, hyperparameters, measurements, score, how it ended.</summary>
    public override string ToString()
    {
        string[] heads = ["trial", .. Trials[0].Trial.Drawn.Select(setting => setting.Hyperparameter.Name), "measured", "score", ""];
        var rows = Ranking.Select(Cells).Prepend(heads).ToArray();
        var widths = heads.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append(
                string.Join("  ", row.Select((cell, column) => column == row.Length - 1 ? cell : cell.PadLeft(widths[column])))
                    .TrimEnd()).Append('\n');
        }

        return text.Append(Cancelled ? "cancelled" : "").ToString().TrimEnd('\n');
    }

    /// <summary>The trials in the order of the table.</summary>
    internal static IReadOnlyList<TrialResult> Ranked(IEnumerable<TrialResult> trials, bool largerIsBetter) =>
    [
        .. trials
            .OrderBy(result => double.IsNaN(result.Score))
            .ThenByDescending(result => double.IsNaN(result.Score) ? 0 : result.Round)
            .ThenByDescending(result => double.IsNaN(result.Score) ? 0 : largerIsBetter ? result.Score : -result.Score)
            .ThenBy(result => result.Trial.Number),
    ];

    /// <summary>The first of a ranking, unless it has no score.</summary>
    internal static TrialResult? BestOf(IReadOnlyList<TrialResult> ranking) =>
        ranking.Count > 0 && !double.IsNaN(ranking[0].Score) ? ranking[0] : null;

    private static string[] Cells(TrialResult result) =>
    [
        result.Trial.Number.ToString(CultureInfo.InvariantCulture),
        .. result.Trial.Drawn.Select(
            setting => setting.Value is double ? setting.Number.ToString("G4", CultureInfo.InvariantCulture) : setting.Text),
        result.Scores.Count.ToString(CultureInfo.InvariantCulture),
        result.Score.ToString("G5", CultureInfo.InvariantCulture),
        result.Ending,
    ];
}
