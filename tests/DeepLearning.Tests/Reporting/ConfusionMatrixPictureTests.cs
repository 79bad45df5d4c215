using System.Xml.Linq;

namespace DeepLearning.Tests;

public sealed class ConfusionMatrixPictureTests
{
    private static readonly XNamespace Svg = SvgWriter.Namespace;

    [Fact]
    public void ToSvg_TwoClasses_WritesCountsNamesAndAccuracy() =>
        Texts("two classes").Should().Equal(
            "Confusion matrix", "right", "wrong", "2", "1", "1", "1", "no", "no", "yes", "yes", "actual", "predicted",
            "accuracy 60.00 % of 5 examples; shaded by the share of", "the actual class");

    [Fact]
    public void ToSvg_Cells_StandInTheRowOfTheActualClassAndTheColumnOfThePredictedOne()
    {
        var confusion = new ConfusionMatrix([0, 0, 0, 0], [1, 1, 1, 0], 2);
        var root = XElement.Parse(confusion.ToSvg());
        var (three, one) = (First(root, "3"), First(root, "1"));

        three.Y.Should().Be(one.Y, "both are examples of class 0");
        three.X.Should().BeApproximately(one.X + 84, 0.1, "3 of them were taken for class 1");
    }

    [Fact]
    public void ToSvg_ShareOfTheActualClass_IsTheShade()
    {
        var paths = XElement.Parse(new ConfusionMatrix([0, 0, 1, 1], [0, 0, 0, 1], 2).ToSvg()).Elements(Svg + "path")
            .Where(path => path.Attribute("class")!.Value.StartsWith("cells", StringComparison.Ordinal))
            .Select(path => (path.Attribute("class")!.Value, path.Attribute("opacity")!.Value));
        paths.Should().Equal(("cells wrong", "0.5"), ("cells right", "0.5"), ("cells right", "0.92"));
    }

    [Fact]
    public void ToSvg_HundredClasses_NamesSomeAndCountsNone() =>
        Texts("hundred classes")
            .Should().Contain(["class number 0", "class number 99"]).And.NotContain("class number 1").And.HaveCount(2 * 34 + 6);

    [Fact]
    public void ToSvg_ThirtyClasses_WritesSmallCounts() => XElement.Parse(Confusions.Of(30, 2000, 0.2).ToSvg()).Elements(Svg + "text")
        .Should().Contain(text => text.Attribute("class")!.Value.StartsWith("small", StringComparison.Ordinal));

    [Fact]
    public void ToSvg_LargeCounts_HaveRoomInTheirCells() =>
        Texts("large counts").Count(text => text.Contains(',', StringComparison.Ordinal)).Should().BeGreaterThan(144);

    [Fact]
    public void ToSvg_LongNames_AreShortened() => Texts("long names").Should().Contain("an extraordinarily l…").And.Contain("apple");

    [Fact]
    public void ToSvg_Markup_IsText() => Texts("markup").Should().Contain(["<b>&\"", "]]>", "a\ufffdb", "']'"]);

    [Fact]
    public void ToSvg_NoExamples_SaysSo() => Texts("no examples").Should().Contain("no examples");

    [Fact]
    public void SaveSvg_WritesTheSame()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "confusion.svg");
        Confusions.All["ten classes"].SaveSvg(path);
        File.ReadAllText(path).Should().Be(Confusions.All["ten classes"].ToSvg());
    }

    [Fact]
    public void ToSvg_Null_IsRefused()
    {
        Failure.Of<ArgumentNullException>(() => default(ConfusionMatrix)!.ToSvg())
            .Should().Be("Value cannot be null. (Parameter 'confusion')");
        Failure.Of<ArgumentNullException>(() => default(ConfusionMatrix)!.SaveSvg("a.svg"))
            .Should().Be("Value cannot be null. (Parameter 'confusion')");
    }

    private static IEnumerable<string> Texts(string name) =>
        XElement.Parse(Confusions.All[name].ToSvg()).Elements(Svg + "text").Select(text => text.Value);

    private static (double X, double Y) First(XElement root, string content)
    {
        var text = root.Elements(Svg + "text").First(text => text.Value == content);
        return ((double)text.Attribute("x")!, (double)text.Attribute("y")!);
    }
}
