using System.Xml.Linq;

namespace DeepLearning.Tests;

public sealed class DecisionBoundaryPictureTests
{
    private static readonly XNamespace Svg = SvgWriter.Namespace;
    private static readonly Dataset<double> Four =
        Dataset.FromArrays<double>([[-1, -1], [1, 1], [-1, 1], [1, -1]], [0, 1, 0, 1], ["width", "height"]);

    [Fact]
    public void DecisionBoundary_LogisticRegression_ParallelsTheLineWhereItIsUncertain()
    {
        // p ≥ ½ where 2 x₁ − 1 ≥ 0. The axis goes from −1.12 to 1.12 over 322 pixels from 72 on.
        var root = Draw(Logistic([2, 0], -1).DecisionBoundary(Four));

        var region = root.Elements(Svg + "path").Single(path => path.Attribute("class")!.Value == "region p1").Attribute("d")!.Value;
        var left = region.Split('M', 'L', 'Z').Where(point => point.Length > 0)
            .Min(point => double.Parse(point.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        left.Should().BeApproximately(72 + (322 * (0.5 + 1.12) / 2.24), 0.2);
        root.Elements(Svg + "text").Select(text => text.Value).Should().Contain([
            "Decision boundary", "class 0", "class 1", "width", "height", "-1",
            "4 examples; deeper where the lead in probability is 0.5,", "and 0.9"]);
    }

    [Fact]
    public void DecisionBoundary_OfAMargin_IsWhereItIsZero()
    {
        var margin = new Network<double>(2, 1, new Dense(1, Activation.Identity));
        margin.Layers[0].Weights = Given.Rows([2, 0]);
        margin.Layers[0].Biases = Given.Rows([-1]);
        var named = Dataset.FromMatrices(Four.X, Four.Y, Four.FeatureNames, ["class 0", "class 1"]);

        Paths(Draw(margin.DecisionBoundary(named)), "region p1")
            .Should().Equal(Paths(Draw(Logistic([2, 0], -1).DecisionBoundary(named)), "region p1"));
    }

    [Fact]
    public void DecisionBoundary_WithNormalization_HasTheRawUnits()
    {
        var raw = Dataset.FromMatrices((100 * Four.X) + 1000, Four.Y);
        var root = Draw(Logistic([2, 0], -1).DecisionBoundary(raw, InputNormalization.Fit(raw)));

        root.Elements(Svg + "text").Select(text => text.Value).Should().Contain(["900", "1,100", "x₁", "x₂"]);
        Paths(root, "region p1").Should().Equal(Paths(Draw(Logistic([2, 0], -1).DecisionBoundary(Four)), "region p1"));
    }

    [Fact]
    public void DecisionBoundary_Examples_AreDotsInTheColourOfTheirClass()
    {
        // −1 and 1 are 0.12 / 2.24 from the edges of the frame, which is 322 × 300 pixels from (72, 65) on.
        var root = Draw(Logistic([2, 0], -1).DecisionBoundary(Four));
        Paths(root, "dots c0").Last().Should().Be("M89.3 348.9h0M89.3 81.1h0", "the one before is the sample of the legend");
    }

    [Fact]
    public void DecisionBoundary_TrainedLater_IsThatOfBefore()
    {
        var network = Logistic([2, 0], -1);
        var picture = network.DecisionBoundary(Four, title: "before");
        var before = picture.ToSvg();
        network.Layers[0].Biases *= 0;

        picture.ToSvg().Should().Be(before);
        picture.ToString().Should().Be("before");
        network.DecisionBoundary(Four, title: "before").ToSvg().Should().NotBe(before);
    }

    [Fact]
    public void DecisionBoundary_OfANumber_HasABarOfValues() =>
        Draw(Boundaries.All["number"]()).Elements(Svg + "text").Select(text => text.Value)
            .Should().Contain(["-60", "0", "60", "output", "300 examples; shaded by the output, the examples by the", "target"]);

    [Fact]
    public void DecisionBoundary_OfOneOfSeveralNumbers_DrawsIt()
    {
        var data = Dataset.FromMatrices(Four.X, Given.Rows([1, 2, 3, 4], [0.5, 0.25, 0.125, 0]));
        var network = new Network<double>(2, 1, new Dense(2, Activation.Identity));
        network.DecisionBoundary(data, output: 1).ToSvg().Should().NotBe(network.DecisionBoundary(data).ToSvg());
        Failure.Of<ArgumentOutOfRangeException>(() => network.DecisionBoundary(data, output: 2))
            .Should().Be("output must be the number of an output, from 0 to 1, got 2. (Parameter 'output')");
    }

    [Fact]
    public void DecisionBoundary_ManyExamples_DrawsTwoThousand() =>
        Draw(Boundaries.All["five thousand examples"]()).Elements(Svg + "text").Select(text => text.Value)
            .Should().Contain(text => text.StartsWith("2,000 of 5,000 examples", StringComparison.Ordinal));

    [Fact]
    public void DecisionBoundary_AnyNetwork_IsOfModestSize() =>
        Boundaries.All.Values.Should().OnlyContain(boundary => boundary().ToSvg().Length < 100_000);

    [Fact]
    public void DecisionBoundary_BadArguments_AreRefused()
    {
        var network = Logistic([2, 0], -1);
        Failure.Of<ArgumentNullException>(() => default(Network<double>)!.DecisionBoundary(Four))
            .Should().Be("Value cannot be null. (Parameter 'network')");
        Failure.Of<ArgumentNullException>(() => network.DecisionBoundary(null!)).Should().Be("Value cannot be null. (Parameter 'data')");
        Failure.Of<ArgumentException>(() => new Network<double>(3, 1, new Dense(1, Activation.Sigmoid)).DecisionBoundary(Four)).Should().Be(
            "A decision boundary is drawn over a plane, so the network must have two features, but it has 3. (Parameter 'network')");
        Failure.Of<ArgumentException>(() => network.DecisionBoundary(Dataset.FromMatrices(Four.X, Given.OneHot<double>(3, 4, 1))))
            .Should().StartWith("data has 2 features and 3 outputs");
        Failure.Of<ArgumentException>(() => network.DecisionBoundary(Dataset.FromMatrices(Four.X * 1e300, Four.Y))).Should().Be(
            "Feature 0, x₁, reaches 1e300, too far for an axis: express it in a larger unit. (Parameter 'data')");
    }

    [Fact]
    public void SaveSvg_WritesTheSame()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "boundary.svg");
        var picture = Logistic([1, 1], 0).DecisionBoundary(Four);
        picture.SaveSvg(path);
        File.ReadAllText(path).Should().Be(picture.ToSvg());
        Failure.Of<ArgumentException>(() => picture.SaveSvg("")).Should().Be("The value cannot be an empty string. (Parameter 'path')");
    }

    private static Network<double> Logistic(double[] weights, double bias)
    {
        var network = new Network<double>(2, 1, new Dense(1, Activation.Sigmoid));
        network.Layers[0].Weights = Given.Rows(weights);
        network.Layers[0].Biases = Given.Rows([bias]);
        return network;
    }

    private static XElement Draw(Picture picture) => XElement.Parse(picture.ToSvg());

    private static IEnumerable<string> Paths(XElement root, string style) =>
        root.Elements(Svg + "path").Where(path => path.Attribute("class")!.Value == style).Select(path => path.Attribute("d")!.Value);
}
