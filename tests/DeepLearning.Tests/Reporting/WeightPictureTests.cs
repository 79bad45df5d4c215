using System.Xml.Linq;

namespace DeepLearning.Tests;

public sealed class WeightPictureTests
{
    private static readonly XNamespace Svg = SvgWriter.Namespace;

    public static IReadOnlyDictionary<string, Func<Picture>> All { get; } = new Dictionary<string, Func<Picture>>
    {
        ["digits"] = () => Layer(64, 512).WeightImages(new ImageShape(8, 8)),
        ["one unit"] = () => Layer(64, 1).WeightImages(new ImageShape(8, 8)),
        ["three channels"] = () => Layer(75, 7).WeightImages(new ImageShape(5, 5, 3)),
        ["wide"] = () => Layer(60, 12).WeightImages(new ImageShape(2, 30)),
        ["high"] = () => Layer(60, 12).WeightImages(new ImageShape(60, 1)),
        ["zero"] = () => Layer(4, 3, scale: 0).WeightImages(new ImageShape(2, 2)),
        ["tiny"] = () => Layer(4, 3, scale: 1e-300).WeightImages(new ImageShape(2, 2)),
        ["huge"] = () => Layer(4, 3, scale: 1e300).WeightImages(new ImageShape(2, 2)),
        ["markup"] = () => Layer(4, 3).WeightImages(new ImageShape(2, 2), title: "<b>&\""),
    };

    [Fact]
    public void WeightImages_Pixels_StandWhereImagesHaveThem()
    {
        // Pixels row by row from the top: the largest weight at the upper right, a negative one at the lower left.
        var layer = Layer(4, 1);
        layer.Weights = Given.Rows([0, 2, -1, 0]);
        var cells = XElement.Parse(layer.WeightImages(new ImageShape(2, 2)).ToSvg()).Elements(Svg + "path")
            .Where(path => path.Attribute("class")!.Value.StartsWith("cells", StringComparison.Ordinal))
            .Select(path => (path.Attribute("class")!.Value, path.Attribute("d")!.Value, path.Attribute("opacity")!.Value));

        cells.Should().Equal(("cells c1", "M12 141H72V201H12Z", "0.5"), ("cells c0", "M72 81H132V141H72Z", "1"));
    }

    [Fact]
    public void WeightImages_ManyUnits_DrawsTheFirst() =>
        Texts("digits")
            .Should()
                .Contain(["1", "40", "Weights of layer 1 (64 → 512)"]).And.NotContain("41").And.Contain(
                    text => text.StartsWith("40 of 512 units; the full colour is a weight of ±", StringComparison.Ordinal));

    [Fact]
    public void WeightImages_Channels_AreDrawnEach() =>
        Texts("three channels")
            .Should()
                .Contain(["1.1", "1.3", "7.3"]).And.Contain(text => text.StartsWith("all 7 units, unit.channel", StringComparison.Ordinal));

    [Fact]
    public void WeightImages_TrainedLater_AreThoseOfBefore()
    {
        var layer = Layer(4, 2);
        var picture = layer.WeightImages(new ImageShape(2, 2));
        var before = picture.ToSvg();
        layer.Weights *= -1;
        picture.ToSvg().Should().Be(before);
    }

    [Fact]
    public void WeightImages_BadArguments_AreRefused()
    {
        Failure.Of<ArgumentNullException>(() => default(DenseLayer<double>)!.WeightImages(new ImageShape(2, 2)))
            .Should().Be("Value cannot be null. (Parameter 'layer')");
        Failure.Of<ArgumentException>(() => Layer(64, 2).WeightImages(new ImageShape(28, 28))).Should().Be(
            "An image of 28 × 28 has 784 numbers, but layer 1 (64 → 2) has 64 inputs. (Parameter 'shape')");
        Failure.Of<ArgumentOutOfRangeException>(() => Layer(4, 2).WeightImages(new ImageShape(2, 2), units: 0))
            .Should().Be("units must be 1 or greater, got 0. (Parameter 'units')");
    }

    private static DenseLayer<double> Layer(int inputs, int units, double scale = 1)
    {
        var layer = new Network<double>(inputs, 1, new Dense(units, Activation.Tanh)).Layers[0];
        layer.Weights = Given.Normal<double>(units, inputs, 1, scale);
        return layer;
    }

    private static IEnumerable<string> Texts(string name) =>
        XElement.Parse(All[name]().ToSvg()).Elements(Svg + "text").Select(text => text.Value);
}
