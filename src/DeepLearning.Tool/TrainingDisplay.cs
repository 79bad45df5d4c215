using System.Globalization;
using Spectre.Console;

namespace DeepLearning.Tool;

/// <summary>Shows how far training is: a bar with the time left, or, where nobody watches, a line for every tenth.</summary>
internal static class TrainingDisplay
{
    private const int Tenths = 10;

    /// <summary>Trains, and shows how far it is.</summary>
    /// <param name="train">What trains.</param>
    public static TResult Run<TResult>(Func<IProgress<EnsembleProgress>, TResult> train) =>
        Console.IsErrorRedirected ? train(new Lines()) : WithBar(train);

    private static TResult WithBar<TResult>(Func<IProgress<EnsembleProgress>, TResult> train)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(enabled: true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context => train(new Bar(context.AddTask("training", maxValue: 1))));
    }

    private static string Left(EnsembleProgress value) => value.Remaining.TotalMinutes < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(value.Remaining.TotalSeconds)} s left")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(value.Remaining.TotalMinutes)} min left");

    private sealed class Bar(ProgressTask task) : IProgress<EnsembleProgress>
    {
        public void Report(EnsembleProgress value)
        {
            task.Value = (double)value.FinishedEpochs / value.Epochs;
            task.Description = $"training, {Left(value)}";
        }
    }

    private sealed class Lines : IProgress<EnsembleProgress>
    {
        private int told;

        public void Report(EnsembleProgress value)
        {
            var tenth = value.FinishedEpochs * Tenths / value.Epochs;
            if (tenth > told)
            {
                told = tenth;
                Console.Error.WriteLine($"training {tenth * Tenths} %, {Left(value)}");
            }
        }
    }
}
