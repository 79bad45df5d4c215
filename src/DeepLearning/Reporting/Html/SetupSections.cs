using System.Globalization;
using System.Numerics;
using DeepLearning.Serialization;

namespace DeepLearning.Reporting;

/// <summary>What was trained and how.</summary>
internal static class SetupSections
{
    public static Action<HtmlPage> Of<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (heading, rows) = (NetworkSummary.Heading(network), NetworkSummary.Rows(network));
        return page =>
        {
            page.Paragraph(heading);
            page.Table(rows.Select(row => Array.ConvertAll(row, Number.InText)), rows[0].Length);
        };
    }

    public static Action<HtmlPage> Of<T>(Trainer<T> trainer)
        where T : unmanaged, IFloatingPointIeee754<T> => Facts(
        ("loss", Described(trainer.Loss)),
        ("optimizer", Described(trainer.Optimizer)),
        ("regularizer", Described(trainer.Regularizer)),
        ("clipping", trainer.Clipping is null ? "none" : Described(trainer.Clipping)),
        ("seed", trainer.Network.Seed.ToString(CultureInfo.InvariantCulture)),
        ("epochs begun", Number.Count(trainer.EpochsBegun)),
        ("steps taken", Number.Count(trainer.Steps)));

    public static Action<HtmlPage> Of(FitOptions options) => Facts(
        ("epochs", Number.Count(options.Epochs)),
        ("batch size", options.BatchSize == FitOptions.AllExamples ? "all examples" : Number.Count(options.BatchSize)),
        ("shuffled", options.Shuffle ? "yes" : "no"),
        ("schedule", Described(options.Schedule)),
        ("augmentation", options.Augmentation is null ? "none" : "yes"),
        ("weights of examples", options.SampleWeights is null ? "none" : "yes"),
        ("weights of classes", options.ClassWeights is null ? "none"
            : string.Join(", ", options.ClassWeights.Select(weight => Number.Short(weight)))),
        ("early stopping", options.EarlyStopping is not { } early ? "none" : string.Create(
            CultureInfo.InvariantCulture,
            $"by {early.Criterion}, patience {early.Patience:N0}{(early.RestoreBest ? ", the best weights are restored" : "")}")));

    /// <summary>A table of names and values.</summary>
    public static Action<HtmlPage> Facts(params IReadOnlyList<(string Name, string Value)> facts) =>
        page => page.Table(facts.Select(fact => new[] { fact.Name, fact.Value }), numbers: 2, named: false);

    /// <summary>What a plug-in is called and was made with; of a user's own, what it calls itself.</summary>
    private static string Described(object plugIn)
    {
        try
        {
            return Number.InText(PlugIns.Library.DescribeOrName(plugIn).ToString());
        }
        catch (ArgumentException)
        {
            // One of the library's around one of the user's own, such as a warm-up before it.
            return Number.InText(plugIn.ToString()!);
        }
    }
}
