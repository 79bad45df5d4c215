using System.Globalization;
using DeepLearning;
using DeepLearning.Reporting;
using DeepLearning.Tuning;
using Spectre.Console;

namespace DeepLearning.Samples;

/// <summary>Shows a search under way and its table.</summary>
internal static class Display
{
    private const int Rows = 12;
    private const int WidthOfFile = 120;

    /// <summary>Runs the search under a bar for each of its rounds.</summary>
    public static TuningResult Watch(Func<IProgress<TuningProgress>, TuningResult> search) => Console.IsOutputRedirected
        ? search(new Reports(WritePlain))
        : AnsiConsole.Progress().Start(bars =>
        {
            var tasks = new Dictionary<int, ProgressTask>();
            return search(new Reports(at =>
            {
                if (!tasks.TryGetValue(at.Round, out var task))
                {
                    tasks[at.Round] = task = bars.AddTask($"round {at.Round} of {at.Rounds}", maxValue: at.Trials);
                }

                task.Value = at.Finished;
            }));
        });

    /// <summary>The best trials.</summary>
    public static void Show(TuningResult result)
    {
        string[] heads = ["trial", .. result.Trials[0].Trial.Settings.Select(setting => setting.Name), "epochs", "dev accuracy", ""];
        var table = new Table().Border(TableBorder.Simple);
        foreach (var head in heads)
        {
            table.AddColumn(new TableColumn(head).NoWrap());
        }

        foreach (var one in result.Ranking.Take(Rows))
        {
            table.AddRow(
            [
                one.Trial.Number.ToString(CultureInfo.InvariantCulture),
                .. one.Trial.Settings.Select(
                    setting => setting.Value is double number ? number.ToString("G2", CultureInfo.InvariantCulture) : $"{setting.Value}"),
                one.Scores.Count.ToString(CultureInfo.InvariantCulture),
                one.Score.ToString("P2", CultureInfo.InvariantCulture),
                one.Ending,
            ]);
        }

        // A file is as wide as the table.
        AnsiConsole.Profile.Width = Console.IsOutputRedirected ? WidthOfFile : AnsiConsole.Profile.Width;
        AnsiConsole.Write(table);
        Console.WriteLine($"the best {Math.Min(Rows, result.Trials.Count)} of {result.Trials.Count} trials");
    }

    private static void WritePlain(TuningProgress at)
    {
        if (at.Finished == at.Trials)
        {
            Console.WriteLine($"round {at.Round} of {at.Rounds}: {at.Trials} trials, best {at.Best?.Score:P2}");
        }
    }

    /// <summary>Passes reports on at once, in the trial's own thread.</summary>
    private sealed class Reports(Action<TuningProgress> show) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => show(value);
    }
}
