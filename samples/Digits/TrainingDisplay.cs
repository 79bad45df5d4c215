using DeepLearning;
using DeepLearning.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DeepLearning.Samples;

/// <summary>Shows how far the training is: a live table in a terminal, a line now and then in a file.</summary>
internal static class TrainingDisplay
{
    private const int PlainLines = 10;
    private const int BarWidth = 62;

    public static TrainingHistory Show(Func<IProgress<TrainingProgress>, TrainingHistory> train) => Console.IsOutputRedirected
        ? train(new Reports(WritePlain))
        : AnsiConsole.Live(new Text("")).Start(live => train(new Reports((at, dev) => live.UpdateTarget(Table(at, dev)))));

    private static Rows Table(TrainingProgress at, Measurement? dev)
    {
        var done = (((at.Epoch - 1.0) * at.StepsPerEpoch) + at.Step) / ((double)at.Epochs * at.StepsPerEpoch);
        var filled = (int)(done * BarWidth);
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("epoch", "cost", "dev accuracy", "examples/s", "time left")
            .AddRow(Cells(at, dev));
        IRenderable bar = new Markup($"  [green]{new string('━', filled)}[/][grey]{new string('━', BarWidth - filled)}[/]");
        return new Rows(table, bar);
    }

    private static void WritePlain(TrainingProgress at, Measurement? dev)
    {
        var every = Math.Max(1, at.Epochs / PlainLines);
        if (at.Finished is not null && (at.Epoch % every == 0 || at.Epoch == at.Epochs))
        {
            var cells = Cells(at, dev);
            Console.WriteLine($"epoch {cells[0]}  cost {cells[1]}  dev accuracy {cells[2]}  {cells[3]} examples/s  {cells[4]} left");
        }
    }

    private static string[] Cells(TrainingProgress at, Measurement? dev) =>
    [
        $"{at.Epoch}/{at.Epochs}",
        $"{at.Cost:0.0000}",
        dev is null ? "" : $"{dev.Metric:P2}",
        $"{at.ExamplesPerSecond:N0}",
        $"{Math.Ceiling(at.Remaining.TotalSeconds):0} s",
    ];

    /// <summary>Passes reports on at once, in the training's own thread, with the last measurement of the dev set.</summary>
    private sealed class Reports(Action<TrainingProgress, Measurement?> show) : IProgress<TrainingProgress>
    {
        private Measurement? dev;

        public void Report(TrainingProgress value)
        {
            dev = value.Finished?.Validation ?? dev;
            show(value, dev);
        }
    }
}
