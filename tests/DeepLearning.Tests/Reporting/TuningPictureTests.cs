using System.Globalization;
using System.Xml.Linq;

namespace DeepLearning.Tests;

public sealed class TuningPictureTests
{
    private static readonly XNamespace Svg = SvgWriter.Namespace;

    private static readonly Hyperparameter[] AllKinds =
    [
        Hyperparameter.Logarithmic("rate", 1e-4, 1e-1), Hyperparameter.Decay("β₁", 0.8, 0.999), Hyperparameter.Linear("<b>&\"", -1, 1),
        Hyperparameter.Integer("layers", 1, 9),
        Hyperparameter.LogarithmicInteger("a very long name of a hyperparameter that is wider than its panel", 16, 512),
        Hyperparameter.Choice("activation", Activation.ReLU, Activation.Tanh, Activation.GELU),
        Hyperparameter.Choice("many", [.. Enumerable.Range(0, 40).Select(i => $"choice number {i}")]),
    ];

    public static IReadOnlyDictionary<string, Func<TuningResult>> All { get; } = new Dictionary<string, Func<TuningResult>>
    {
        ["all kinds"] = () => Search(trial => 1 - Math.Abs(Math.Log10(trial.Drawn[0].Number) + 2.5), 60, AllKinds),
        ["costs"] = () => Search(trial => Math.Pow(10, trial.Drawn[0].Number), 40, Hyperparameter.Linear("power", -6, 3)),
        ["one trial"] = () => Search(_ => 0.5, 1, AllKinds[0]),
        ["constant"] = () => Search(_ => 0, 30, AllKinds[1], AllKinds[3]),
        ["not finite"] = () =>
            Search(
                trial => trial.Number % 3 == 0 ? double.NaN : trial.Number % 3 == 1 ? double.PositiveInfinity : trial.Number, 30,
                AllKinds[0]),
        ["no score"] = () => Search(_ => double.NaN, 5, AllKinds[0], AllKinds[5]),
        ["stopped early"] = () =>
            new RandomSearch(AllKinds[0], AllKinds[5]) { Trials = 27, MaxParallelTrials = 1, Halving = new SuccessiveHalving() }
            .Run(trial => Enumerable.Range(1, 9).Select(epoch => epoch * trial.Drawn[0].Number)),
        ["narrow"] = () =>
            Search(
                _ => 1, 10, Hyperparameter.Linear("x", 1e6, 1e6 + 1), Hyperparameter.Logarithmic("y", 0.0100, 0.0101),
                Hyperparameter.Decay("z", 0.99999, 0.9999999)),
    };

    [Fact]
    public void ToSvg_AllKinds_HaveTheirScales()
    {
        var texts = Texts("all kinds");
        texts.Should().Contain(["rate (log scale)", "0.001", "β₁", "0.99", "0.999", "<b>&\"",
            "layers", "activation", "ReLU", "GELU", "score", "60 trials"]);
        texts.Should().Contain(text => text.StartsWith("the best, trial ", StringComparison.Ordinal));
    }

    [Fact]
    public void ToSvg_Decay_IsEvenInTheLogarithmOfTheRest()
    {
        var scale = DecayScale.Over(0.9, 0.999, 5);
        scale.Place(0.9).Should().BeApproximately(0, 1e-9);
        scale.Place(0.99).Should().BeApproximately(0.5, 1e-9);
        scale.Place(0.999).Should().BeApproximately(1, 1e-9);
        scale.Ticks.Select(tick => tick.Label).Should().Contain(["0.9", "0.99", "0.999"]);
    }

    [Fact]
    public void ToSvg_Trials_AreDots()
    {
        var root = XElement.Parse(All["stopped early"]().ToSvg());
        int Dots(string style) =>
            root.Elements(Svg + "path").Where(path => path.Attribute("class")!.Value == style)
                .Sum(path => path.Attribute("d")!.Value.Count(c => c == 'M'));

        // The best of 27 goes on to the end; two panels, and a sample in the legend.
        Dots("dots best c1").Should().Be(1 + 2);
        Dots("dots c0").Should().Be(0);
        Dots("dots axis").Should().Be(1 + (2 * 26));
    }

    [Theory]
    [InlineData("stopped early", "26 stopped early|the best, trial ")]
    [InlineData("all kinds", "59 to the end|the best, trial ")]
    [InlineData("one trial", "the best, trial 1: score 0.5000")]
    [InlineData("no score", "")]
    public void ToSvg_Legend_NamesWhatIsDrawnAndNothingElse(string name, string entries)
    {
        var root = XElement.Parse(All[name]().ToSvg());
        var legend = root.Elements(Svg + "text").Where(text => text.Attribute("class")!.Value == "legend").ToArray();
        string.Join('|', legend.Select(text => text.Value)).Should().StartWith(entries);
        legend.Should().HaveCount(entries.Split('|', StringSplitOptions.RemoveEmptyEntries).Length);

        // The sample of each entry stands before its name, in a colour that the panels have too.
        var dots = root.Elements(Svg + "path")
            .Where(path => !path.Attribute("class")!.Value.Contains("halo", StringComparison.Ordinal)).ToArray();
        foreach (var (sample, entry) in dots.Zip(legend))
        {
            var place = sample.Attribute("d")!.Value.Split('M', ' ', 'h');
            ((double)entry.Attribute("x")! - double.Parse(place[1], CultureInfo.InvariantCulture)).Should().BeInRange(5, 20);
            ((double)entry.Attribute("y")! - double.Parse(place[2], CultureInfo.InvariantCulture)).Should().BeInRange(0, 6);
            dots.Skip(legend.Length).Should().Contain(path => path.Attribute("class")!.Value == sample.Attribute("class")!.Value);
        }
    }

    [Fact]
    public void ToSvg_NoScore_SaysSo()
    {
        Texts("no score").Should().Contain(["rate: no trial has a score", "5 trials, 5 of them without a score that can be drawn"]);
        Texts("not finite").Should().Contain("30 trials, 20 of them without a score that can be drawn");
    }

    [Fact]
    public void SaveSvg_WritesTheSame()
    {
        using var folder = new TemporaryFolder();
        var (path, result) = (Path.Combine(folder.Path, "tuning.svg"), All["all kinds"]());
        result.SaveSvg(path);
        File.ReadAllText(path).Should().Be(result.ToSvg());
    }

    [Fact]
    public void ToSvg_Null_IsRefused()
    {
        Failure.Of<ArgumentNullException>(() => default(TuningResult)!.ToSvg()).Should().Be("Value cannot be null. (Parameter 'result')");
        Failure.Of<ArgumentNullException>(() => default(TuningResult)!.SaveSvg("a.svg"))
            .Should().Be("Value cannot be null. (Parameter 'result')");
    }

    private static TuningResult Search(Func<Trial, double> score, int trials, params IReadOnlyList<Hyperparameter> hyperparameters) =>
        new RandomSearch(hyperparameters) { Trials = trials, MaxParallelTrials = 1 }.Run(score);

    private static IEnumerable<string> Texts(string name) =>
        XElement.Parse(All[name]().ToSvg()).Elements(Svg + "text").Select(text => text.Value);
}
