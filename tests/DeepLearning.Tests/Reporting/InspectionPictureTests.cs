using System.Globalization;
using System.Xml.Linq;

namespace DeepLearning.Tests;

public sealed class InspectionPictureTests
{
    private static readonly XNamespace Svg = SvgWriter.Namespace;

    [Fact]
    public void ToSvg_Run_HasACurveForEachLayerInEachPanel()
    {
        var texts = Texts(Inspections.All["ordinary"].ToSvg()).ToArray();
        texts
            .Should()
                .Contain(
                    ["Error signal that reaches the layer", "Gradients of the weights", "Relative updates of the weights",
                        "10 inspected steps", "step"]);
        texts.Where(text => text == "layer 2 (16 → 8)").Count().Should().BeInRange(3, 4);
    }

    [Fact]
    public void ToSvg_DeadUnits_HaveAPanel()
    {
        Texts(Inspections.All["constant"].ToSvg()).Should().Contain("Dead units, which no example changes");
        Texts(Inspections.All["one layer"].ToSvg()).Should().NotContain("Dead units, which no example changes");
    }

    [Fact]
    public void ToSvg_NoStep_SaysSo() =>
        Texts(Inspections.All["no step"].ToSvg()).Should()
            .Contain(["0 inspected steps", "nothing to draw: no value is finite, or none recorded"]);

    [Fact]
    public void ToSvg_OneStep_HasTwoHistogramsForEachLayer()
    {
        var root = XElement.Parse(Inspections.All["ordinary"][0].ToSvg());
        root.Elements(Svg + "text").Select(text => text.Value).Should().Contain([
            "Layers in step 1", "A of layer 1 (5 → 16), ReLU", "dW of layer 1 (5 → 16)", "A of layer 3 (8 → 3), Softmax",
            "dW of layer 3 (8 → 3)", "share"]);
        root.Elements(Svg + "path").Count(path => path.Attribute("class")!.Value == "area c0").Should().Be(3);
        root.Elements(Svg + "path").Count(path => path.Attribute("class")!.Value == "area c1").Should().Be(3);
    }

    [Fact]
    public void ToSvg_Histogram_IsAsHighAsTheShares()
    {
        // Two bins of A: 3 of 4 in the lower, whose share of 75 % reaches three quarters of the plot, which is 90 pixels high.
        var distribution = Distribution.Of<double>([0, 1, 2, 10], 2);
        var parameter = new ParameterInspection("layers.0.weight", 1, 1, distribution, 1, []);
        var step = new StepInspection(1, 1, 4, 1, 0.1,
            [new(1, "layer 1 (1 → 1)", "Identity", [parameter, parameter], distribution, distribution)]);

        var data = XElement.Parse(step.ToSvg()).Elements(Svg + "path").First().Attribute("d")!.Value;

        var (bottom, top, half) = (40 + 42 + 90.0, 40 + 42 + (90 * (1 - 0.75)), 40 + 42 + (90 * (1 - 0.25)));
        data.Should().Be(FormattableString.Invariant($"M72 {bottom}L72 {top}L233 {top}L233 {half}L394 {half}L394 {bottom}Z"));
    }

    [Fact]
    public void ToSvg_OneBinThatDwarfsAllOthers_IsCutOffAndSaysItsShare()
    {
        // 940 numbers at 0, and 10, 20, 20, 10 in the bins behind it, of which the highest reach the top of their axis.
        var root = XElement.Parse(Step([940, 10, 20, 20, 10]).ToSvg());
        var texts = root.Elements(Svg + "text").Select(text => text.Value).ToArray();
        texts.Should().Contain(["share (cut)", "94.00 %", "2 %"]).And.NotContain(["share", "100 %"]);

        var shape = root.Elements(Svg + "path").First().Attribute("d")!.Value;
        Heights(shape).Should().Equal(90, 45, 90, 90, 45);
        root.Elements(Svg + "path").Should().Contain(path => path.Attribute("class")!.Value == "area ground", "a gap marks the bar");
        var label = root.Elements(Svg + "text").First(text => text.Value == "94.00 %");
        ((double)label.Attribute("x")!).Should().BeInRange(72, 72 + 65, "it stands above its bar");
    }

    [Fact]
    public void ToSvg_TwoBinsAtTheEnds_AreCutOff()
    {
        var texts = Texts(Step([500, 2, 4, 4, 2, 488]).ToSvg()).ToArray();
        texts.Should().Contain(["share (cut)", "50.00 %", "48.80 %"]);
    }

    [Theory, InlineData(new[] { 30L, 20, 20, 20, 10 }), InlineData(new[] { 900L, 100 }), InlineData(new[] { 50L, 100, 140, 100, 50, 1 })]
    public void ToSvg_BinsOfOneMagnitude_AreDrawnInFull(long[] counts)
    {
        Texts(Step(counts).ToSvg()).Should().Contain("share").And.NotContain("share (cut)");
    }

    [Fact]
    public void ToSvg_OneNumberOfVeryMany_IsSeen() =>
        Heights(Outline(Step([1_000_000, 900_000, 800_000, 0, 1])))[^2..]
            .Should().Equal(0, 1);

    [Fact]
    public void ToSvg_NotFinite_IsCounted() =>
        Texts(Inspections.All["not finite"][1].ToSvg())
            .Should().Contain(["A of layer 1 (5 → 3), <b>&\"; 1 not finite", "epoch 1, batch of 32, cost not finite, α = 0.01"]);

    [Fact]
    public void SaveSvg_WritesTheSame()
    {
        using var folder = new TemporaryFolder();
        var (run, step) = (Path.Combine(folder.Path, "run.svg"), Path.Combine(folder.Path, "step.svg"));
        Inspections.All["ordinary"].SaveSvg(run);
        Inspections.All["ordinary"][^1].SaveSvg(step);
        File.ReadAllText(run).Should().Be(Inspections.All["ordinary"].ToSvg());
        File.ReadAllText(step).Should().Be(Inspections.All["ordinary"][^1].ToSvg());
    }

    [Fact]
    public void ToSvg_Null_IsRefused()
    {
        Failure.Of<ArgumentNullException>(() => default(StepInspection)!.ToSvg()).Should().Be("Value cannot be null. (Parameter 'step')");
        Failure.Of<ArgumentNullException>(() => default(IReadOnlyList<StepInspection>)!.ToSvg())
            .Should().Be("Value cannot be null. (Parameter 'steps')");
    }

    private static StepInspection Step(long[] counts)
    {
        var distribution = new Distribution(1, 1, 0, counts.Length, counts, 0);
        var parameter = new ParameterInspection("layers.0.weight", 1, 1, distribution, 1, []);
        return new StepInspection(1, 1, 4, 1, 0.1,
            [new(1, "layer 1 (1 → 1)", "Identity", [parameter, parameter], distribution, distribution)]);
    }

    private static string Outline(StepInspection step) => XElement.Parse(step.ToSvg()).Elements(Svg + "path").First().Attribute("d")!.Value;

    /// <summary>The heights of the bars of an outline, in pixels.</summary>
    private static double[] Heights(string outline)
    {
        var ys = outline.TrimEnd('Z').Split('M', 'L').Skip(1)
            .Select(point => double.Parse(point.Split(' ')[1], CultureInfo.InvariantCulture)).ToArray();
        return [.. ys.Skip(1).SkipLast(1).Where((_, i) => i % 2 == 0).Select(y => Math.Round(ys[0] - y, 3))];
    }

    private static IEnumerable<string> Texts(string svg) => XElement.Parse(svg).Elements(Svg + "text").Select(text => text.Value);
}
