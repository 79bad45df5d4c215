using System.Globalization;
using System.Xml.Linq;

namespace DeepLearning.Tests;

public sealed class TrainingHistoryPictureTests
{
    private static readonly XNamespace Svg = SvgWriter.Namespace;

    [Theory, MemberData(nameof(Histories.Names), MemberType = typeof(Histories))]
    public void ToSvg_AnyHistory_IsOfModestSize(string name) => Histories.All[name].ToSvg().Length.Should().BeLessThan(100_000);

    [Fact]
    public void ToSvg_OrdinaryHistory_NamesCurvesAxesAndRun() =>
        Texts("ordinary").Should().Contain([
            "Cost", "each step", "training set", "validation set", "cost (log scale)", "epoch", "Accuracy", "accuracy",
            "40 %", "100 %", "25 epochs, 1,000 steps, 3.3 s"]);

    [Fact]
    public void ToSvg_TenThousandSteps_DrawsMeansAndSaysOfHowMany()
    {
        Texts("ten thousand steps").Should().Contain("each step, mean of 10");
        Draw("ten thousand steps").Descendants(Svg + "path").Select(path => path.Attribute("d")!.Value.Count(c => c is 'M' or 'L')).Max()
            .Should().Be(1000);
    }

    [Fact]
    public void ToSvg_ValuesThatAreNotFinite_AreGapsAndCounted()
    {
        // 59 steps, and of 7 epochs the costs and metrics of two data sets.
        Texts("NaN in the middle").Should().Contain(
            ["30 epochs, 600 steps, 3.3 s; 87 values not drawn (not", "finite, or a metric below -1)"]);
        Draw("NaN in the middle").Descendants(Svg + "path").First(path => path.Attribute("class")!.Value == "line steps thin")
            .Attribute("d")!.Value.Count(c => c == 'M').Should().Be(2);
    }

    [Fact]
    public void ToSvg_NegativeRSquaredOfTheFirstEpochs_IsLeftOutAndCounted()
    {
        // Below −1 are 3 epochs of training (0.95 − 30 / e² up to e = 3) and 5 of validation (0.85 − 50 / e² up to e = 5).
        Texts("regression").Should().Contain(
            ["40 epochs, 400 steps, 3.3 s; 8 values not drawn (not finite,", "or a metric below -1)", "-1", "1"]);
    }

    [Fact]
    public void ToSvg_AllMetricsBelowMinusOne_AreDrawn() => Texts("huge").Should().Contain("-1e200");

    [Fact]
    public void ToSvg_PointBetweenGaps_IsMarked()
    {
        // Epoch 21, between 20 and 22.
        Draw("NaN in the middle").Descendants(Svg + "path")
            .Where(path => path.Attribute("class")!.Value.StartsWith("dots", StringComparison.Ordinal))
            .Sum(path => path.Attribute("d")!.Value.Count(c => c == 'M')).Should().Be(4);
    }

    [Fact]
    public void ToSvg_BestEpochOfEarlyStopping_IsMarkedInEveryPanel()
    {
        var root = Draw("stopped early");
        root.Descendants(Svg + "text").Count(text => text.Value == "best epoch: 17, restored").Should().Be(2);
        root.Descendants(Svg + "line").Where(line => line.Attribute("class")!.Value == "axis dashed")
            .Select(line => line.Attribute("x1")!.Value).Distinct().Should().ContainSingle();
        root.Descendants(Svg + "text").Last().Value.Should().Be("22 epochs, 440 steps, 3.3 s; stopped early");
    }

    [Fact]
    public void ToSvg_NoEarlyStopping_MarksTheLowestValidationCost()
    {
        Texts("turning").Should().Contain("lowest validation cost: epoch 9");
        Texts("NaN in the middle").Should().Contain("lowest validation cost: epoch 30");
        Texts("one epoch").Concat(Texts("no measurement")).Should().NotContain(text => text.StartsWith("lowest", StringComparison.Ordinal));
    }

    [Fact]
    public void ToSvg_LearningRateThatChanges_HasItsPanel()
    {
        Texts("turning").Should().Contain(["Learning rate", "at the end of the epoch", "α"]);
        Texts("ordinary").Should().NotContain("Learning rate");
    }

    [Fact]
    public void ToSvg_NothingFinite_SaysSo() =>
        Texts("nothing finite").Where(text => text == "nothing to draw: no value is finite, or none recorded").Should().HaveCount(2);

    [Fact]
    public void ToSvg_NoStep_SaysSo() =>
        Texts("nothing").Should().Equal("Cost", "nothing to draw: no value is finite, or none recorded", "0 epochs, 0 steps, 3.3 s");

    [Fact]
    public void ToSvg_CancelledBeforeAnEpochEnded_CountsSteps() =>
        Texts("cancelled in the first epoch").Should().Contain(["step", "0 epochs, 57 steps, 3.3 s; cancelled"]);

    [Fact]
    public void ToSvg_TrainingSetNotEvaluated_DrawsTheMeanOfTheSteps() =>
        Texts("no measurement").Should().Contain(["each step", "epoch mean"]).And.NotContain(["training set", "validation set"]);

    [Theory, InlineData("de-DE"), InlineData("ar-SA"), InlineData("sv-SE")]
    public void ToSvg_InAnyCulture_IsTheSame(string culture)
    {
        var expected = Histories.All["regression"].ToSvg();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Histories.All["regression"].ToSvg().Should().Be(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void ToSvg_RealRun_DrawsIt()
    {
        var data = Dataset.FromArrays<double>([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]);
        var network = new Network<double>(2, seed: 1, [new Dense(4, Activation.Tanh), new Dense(1, Activation.Sigmoid)]);
        var history = new Trainer<double>(network, Loss.BinaryCrossEntropy, Optimizer.Adam())
            .Fit(data, data, new FitOptions { Epochs = 5, BatchSize = 3 });

        history.StepsPerEpoch.Should().Be(2);
        XElement.Parse(history.ToSvg()).Descendants(Svg + "text").Select(text => text.Value)
            .Should().Contain(["Accuracy", "validation set"]);
    }

    [Fact]
    public void SaveSvg_OldFile_IsReplacedAndNothingElseIsLeft()
    {
        var folder = Directory.CreateTempSubdirectory();
        var path = Path.Combine(folder.FullName, "history.svg");
        File.WriteAllText(path, new string('x', 1_000_000));

        Histories.All["ordinary"].SaveSvg(path);

        File.ReadAllText(path).Should().Be(Histories.All["ordinary"].ToSvg());
        folder.GetFiles().Should().ContainSingle();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void SaveSvg_BadArguments_AreRefused()
    {
        Failure.Of<ArgumentNullException>(() => default(TrainingHistory)!.ToSvg())
            .Should().Be("Value cannot be null. (Parameter 'history')");
        Failure.Of<ArgumentNullException>(() => default(TrainingHistory)!.SaveSvg("a.svg"))
            .Should().Be("Value cannot be null. (Parameter 'history')");
        Failure.Of<ArgumentException>(() => Histories.All["ordinary"].SaveSvg(""))
            .Should().Be("The value cannot be an empty string. (Parameter 'path')");
    }

    private static XElement Draw(string name) => XElement.Parse(Histories.All[name].ToSvg());

    private static IEnumerable<string> Texts(string name) => Draw(name).Descendants(Svg + "text").Select(text => text.Value);
}
