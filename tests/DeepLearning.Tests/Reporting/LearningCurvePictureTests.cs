using System.Xml.Linq;

namespace DeepLearning.Tests;

public sealed class LearningCurvePictureTests
{
    public static IReadOnlyDictionary<string, Func<LearningCurve>> All { get; } = new Dictionary<string, Func<LearningCurve>>
    {
        ["ordinary"] = () => Measure([20, 40, 80, 160, 320, 640]),
        ["few sizes"] = () => Measure([100, 200, 640], repetitions: 3),
        ["one size"] = () => Measure([640]),
        ["no size"] = () => Measure([640], cancelled: true),
    };

    [Fact]
    public void ToSvg_Ordinary_HasBothCurvesOverALogarithmicAxis() => Texts("ordinary").Should().Contain(
        ["Learning curve", "examples learned from", "dev set", "examples learned from (log scale)", "error",
         "0 %", "6 sizes", "20", "1,000"]);

    [Fact]
    public void ToSvg_SizesOfOneMagnitude_HaveALinearAxis() =>
        Texts("few sizes").Should().Contain(["examples learned from", "200", "600", "3 sizes, means of 3 networks each"]);

    [Fact]
    public void ToSvg_NoSize_SaysSo() =>
        Texts("no size").Should().Contain(["0 sizes; cancelled", "nothing to draw: no value is finite, or none recorded"]);

    [Fact]
    public void SaveSvg_WritesTheSame()
    {
        using var folder = new TemporaryFolder();
        var (path, curve) = (Path.Combine(folder.Path, "curve.svg"), Measure([640]));
        curve.SaveSvg(path);
        File.ReadAllText(path).Should().Be(curve.ToSvg());
    }

    [Fact]
    public void ToSvg_Null_IsRefused()
    {
        Failure.Of<ArgumentNullException>(() => default(LearningCurve)!.ToSvg()).Should().Be("Value cannot be null. (Parameter 'curve')");
        Failure.Of<ArgumentNullException>(() => default(LearningCurve)!.SaveSvg("a.svg"))
            .Should().Be("Value cannot be null. (Parameter 'curve')");
    }

    private static LearningCurve Measure(IReadOnlyList<int> sizes, int repetitions = 1, bool cancelled = false)
    {
        var (data, dev) = (Given.Classes<double>(5, 3, 640, seed: 1), Given.Classes<double>(5, 3, 200, seed: 2));
        return LearningCurve.Run(
            data, dev,
            (part, cancellation) =>
            {
                var network = new Network<double>(5, 1, new Dense(8, Activation.Tanh), new Dense(3, Activation.Softmax));
                new Trainer<double>(network, Loss.CrossEntropy, Optimizer.Adam(0.02))
                    .Fit(part, options: new FitOptions { Epochs = 10, EvaluateTrainingSet = false }, cancellationToken: cancellation);
                return network;
            },
            sizes, repetitions, cancellationToken: new CancellationToken(cancelled));
    }

    private static IEnumerable<string> Texts(string name) =>
        XElement.Parse(All[name]().ToSvg()).Elements(XName.Get("text", SvgWriter.Namespace)).Select(text => text.Value);
}
