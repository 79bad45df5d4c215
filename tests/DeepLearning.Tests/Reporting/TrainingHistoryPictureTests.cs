using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DeepLearning.Tests;

public sealed partial class TrainingHistoryPictureTests
{
    private const double CharacterWidth = 7.2;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory, MemberData(nameof(Histories.Names), MemberType = typeof(Histories))]
    public void ToSvg_AnyHistory_HasAllItsCoordinatesInsideThePicture(string name)
    {
        var root = Draw(name);
        var (width, height) = (Number(root, "width"), Number(root, "height"));

        foreach (var element in root.Descendants())
        {
            foreach (var attribute in element.Attributes().Where(a => a.Name.LocalName is "x" or "x1" or "x2" or "cx" or "y" or "y1" or "y2" or "cy"))
            {
                double.Parse(attribute.Value, CultureInfo.InvariantCulture).Should().BeInRange(0, attribute.Name.LocalName.Contains('x', StringComparison.Ordinal) ? width : height);
            }
        }

        foreach (var path in root.Descendants(Svg + "path"))
        {
            var data = path.Attribute("d")!.Value;
            PathData().IsMatch(data).Should().BeTrue("the path is {0}", data);
            var numbers = NumberPattern().Matches(data).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();
            numbers.Where((_, i) => i % 2 == 0).Should().AllSatisfy(x => x.Should().BeInRange(0, width));
            numbers.Where((_, i) => i % 2 == 1).Should().AllSatisfy(y => y.Should().BeInRange(0, height));
        }
    }

    [Theory, MemberData(nameof(Histories.Names), MemberType = typeof(Histories))]
    public void ToSvg_AnyHistory_HasNoTextOverAnother(string name)
    {
        var boxes = Draw(name).Descendants(Svg + "text").Where(text => text.Attribute("transform") is null).Select(Box).ToArray();

        for (var i = 0; i < boxes.Length; i++)
        {
            boxes[i].Left.Should().BeGreaterThanOrEqualTo(0, "\"{0}\" must not be cut off", boxes[i].Text);
            for (var j = 0; j < i; j++)
            {
                var apart = boxes[i].Right <= boxes[j].Left || boxes[j].Right <= boxes[i].Left || Math.Abs(boxes[i].Baseline - boxes[j].Baseline) >= 12;
                apart.Should().BeTrue("\"{0}\" and \"{1}\" must not overlap", boxes[i].Text, boxes[j].Text);
            }
        }
    }

    [Theory, MemberData(nameof(Histories.Names), MemberType = typeof(Histories))]
    public void ToSvg_AnyHistory_IsOfModestSize(string name) => Histories.All[name].ToSvg().Length.Should().BeLessThan(100_000);

    [Fact]
    public void ToSvg_OrdinaryHistory_NamesCurvesAxesAndRun() =>
        Texts("ordinary").Should().Contain(
            "Cost", "each step", "training set", "validation set", "cost (logarithmic)", "epoch", "Accuracy", "accuracy", "40 %", "100 %", "25 epochs, 1,000 steps, 3.3 s");

    [Fact]
    public void ToSvg_TenThousandSteps_DrawsMeansAndSaysOfHowMany()
    {
        Texts("ten thousand steps").Should().Contain("each step, mean of 10");
        Draw("ten thousand steps").Descendants(Svg + "path").Select(path => path.Attribute("d")!.Value.Count(c => c is 'M' or 'L')).Max().Should().Be(1000);
    }

    [Fact]
    public void ToSvg_ValuesThatAreNotFinite_AreGapsAndCounted()
    {
        // 59 steps, and of 7 epochs the costs and metrics of two data sets.
        Texts("NaN in the middle").Should().Contain("30 epochs, 600 steps, 3.3 s; 87 values not drawn (not finite, or a metric below −1)");
        Draw("NaN in the middle").Descendants(Svg + "path").First(path => path.Attribute("class")!.Value == "steps")
            .Attribute("d")!.Value.Count(c => c == 'M').Should().Be(2);
    }

    [Fact]
    public void ToSvg_NegativeRSquaredOfTheFirstEpochs_IsLeftOutAndCounted()
    {
        // Below −1 are 3 epochs of training (0.95 − 30 / e² up to e = 3) and 5 of validation (0.85 − 50 / e² up to e = 5).
        Texts("regression").Should().Contain("40 epochs, 400 steps, 3.3 s; 8 values not drawn (not finite, or a metric below −1)", "-1.0", "1.0");
    }

    [Fact]
    public void ToSvg_AllMetricsBelowMinusOne_AreDrawn() => Texts("huge").Should().Contain("-1.00e200");

    [Fact]
    public void ToSvg_PointBetweenGaps_IsMarked()
    {
        // Epoch 21, between 20 and 22.
        var root = Draw("NaN in the middle");
        root.Descendants(Svg + "circle").Should().HaveCount(4);
    }

    [Fact]
    public void ToSvg_NothingFinite_SaysSo() =>
        Texts("nothing finite").Where(text => text == "There is nothing to draw: no value is finite, or none was recorded.").Should().HaveCount(2);

    [Fact]
    public void ToSvg_NoStep_SaysSo() =>
        Texts("nothing").Should().Equal("Cost", "There is nothing to draw: no value is finite, or none was recorded.", "0 epochs, 0 steps, 3.3 s");

    [Fact]
    public void ToSvg_CancelledBeforeAnEpochEnded_CountsSteps() =>
        Texts("cancelled in the first epoch").Should().Contain("step", "0 epochs, 57 steps, 3.3 s; cancelled");

    [Fact]
    public void ToSvg_TrainingSetNotEvaluated_DrawsTheMeanOfTheSteps() =>
        Texts("no measurement").Should().Contain("each step", "epoch mean").And.NotContain("training set", "validation set");

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
        var history = new Trainer<double>(network, Loss.BinaryCrossEntropy, Optimizer.Adam()).Fit(data, data, new FitOptions { Epochs = 5, BatchSize = 3 });

        history.StepsPerEpoch.Should().Be(2);
        XElement.Parse(history.ToSvg()).Descendants(Svg + "text").Select(text => text.Value).Should().Contain("Accuracy", "validation set");
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
        Failure.Of<ArgumentNullException>(() => default(TrainingHistory)!.ToSvg()).Should().Be("Value cannot be null. (Parameter 'history')");
        Failure.Of<ArgumentNullException>(() => default(TrainingHistory)!.SaveSvg("a.svg")).Should().Be("Value cannot be null. (Parameter 'history')");
        Failure.Of<ArgumentException>(() => Histories.All["ordinary"].SaveSvg("")).Should().Be("The value cannot be an empty string. (Parameter 'path')");
    }

    private static XElement Draw(string name) => XElement.Parse(Histories.All[name].ToSvg());

    private static IEnumerable<string> Texts(string name) => Draw(name).Descendants(Svg + "text").Select(text => text.Value);

    private static (double Left, double Right, double Baseline, string Text) Box(XElement text)
    {
        var (x, width) = (Number(text, "x"), text.Value.Length * CharacterWidth);
        var left = text.Attribute("text-anchor")!.Value switch { "start" => x, "middle" => x - (width / 2), _ => x - width };
        return (left, left + width, Number(text, "y"), text.Value);
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([ML]-?[\d.]+ -?[\d.]+)*$")]
    private static partial Regex PathData();

    [GeneratedRegex(@"-?[\d.]+")]
    private static partial Regex NumberPattern();
}
