using System.Xml.Linq;

namespace DeepLearning.Tests;

public sealed class InspectionPictureTests
{
    private static readonly XNamespace Svg = SvgWriter.Namespace;

    [Fact]
    public void ToSvg_Run_HasACurveForEachLayerInEachPanel()
    {
        var texts = Texts(Inspections.All["ordinary"].ToSvg()).ToArray();
        texts.Should().Contain(["Error signal that reaches the layer", "Gradients of the weights", "Relative updates of the weights", "10 inspected steps", "step"]);
        texts.Where(text => text == "layer 2 (16 → 8)").Count().Should().BeInRange(3, 4);
    }

    [Fact]
    public void ToSvg_DeadUnits_HaveAPanel()
    {
        Texts(Inspections.All["constant"].ToSvg()).Should().Contain("Units that give nothing back for any example");
        Texts(Inspections.All["one layer"].ToSvg()).Should().NotContain("Units that give nothing back for any example");
    }

    [Fact]
    public void ToSvg_NoStep_SaysSo() => Texts(Inspections.All["no step"].ToSvg()).Should().Contain(["0 inspected steps", "There is nothing to draw: no value is finite, or none was recorded."]);

    [Fact]
    public void ToSvg_OneStep_HasTwoHistogramsForEachLayer()
    {
        var root = XElement.Parse(Inspections.All["ordinary"][0].ToSvg());
        root.Elements(Svg + "text").Select(text => text.Value).Should().Contain([
            "Layers in step 1", "A of layer 1 (5 → 16), ReLU", "dW of layer 1 (5 → 16)", "A of layer 3 (8 → 3), Softmax", "dW of layer 3 (8 → 3)", "share"]);
        root.Elements(Svg + "path").Count(path => path.Attribute("class")!.Value == "area c0").Should().Be(3);
        root.Elements(Svg + "path").Count(path => path.Attribute("class")!.Value == "area c1").Should().Be(3);
    }

    [Fact]
    public void ToSvg_Histogram_IsAsHighAsTheShares()
    {
        // Two bins of A: 3 of 4 in the lower, whose share of 75 % reaches three quarters of the plot, which is 96 pixels high.
        var distribution = Distribution.Of<double>([0, 1, 2, 10], 2);
        var parameter = new ParameterInspection("layers.0.weight", 1, 1, distribution, 1, []);
        var step = new StepInspection(1, 1, 4, 1, 0.1, [new(1, "layer 1 (1 → 1)", "Identity", [parameter, parameter], distribution, distribution)]);

        var data = XElement.Parse(step.ToSvg()).Elements(Svg + "path").First().Attribute("d")!.Value;

        var (bottom, top, half) = (46 + 26 + 96.0, 46 + 26 + (96 * (1 - 0.75)), 46 + 26 + (96 * (1 - 0.25)));
        data.Should().Be(FormattableString.Invariant($"M96 {bottom}L96 {top}L246 {top}L246 {half}L396 {half}L396 {bottom}Z"));
    }

    [Fact]
    public void ToSvg_NotFinite_IsCounted() =>
        Texts(Inspections.All["not finite"][1].ToSvg()).Should().Contain(["A of layer 1 (5 → 3), <b>&\"; 1 not finite", "epoch 1, batch of 32, cost not finite, α = 0.01"]);

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
        Failure.Of<ArgumentNullException>(() => default(IReadOnlyList<StepInspection>)!.ToSvg()).Should().Be("Value cannot be null. (Parameter 'steps')");
    }

    private static IEnumerable<string> Texts(string svg) => XElement.Parse(svg).Elements(Svg + "text").Select(text => text.Value);
}
