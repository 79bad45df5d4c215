using System.Runtime.InteropServices;

namespace DeepLearning.Tests;

public sealed class ElementTypeTests
{
    [Fact]
    public void Require_FloatAndDouble_Pass()
    {
        ElementType.Require<float>();
        ElementType.Require<double>();
        ElementType.Name<float>().Should().Be("float");
        ElementType.Name<double>().Should().Be("double");
    }

    [Fact]
    public void Require_OtherTypes_SaysWhichAndWhatInstead()
    {
        Failure.Of<NotSupportedException>(() => ElementType.Require<Half>())
            .Should().Be("Numbers of type Half are not supported: use float or double.");
        Failure.Of<NotSupportedException>(() => ElementType.Require<NFloat>())
            .Should().Be("Numbers of type NFloat are not supported: use float or double.");
    }

    public static TheoryData<string, Action> Edges => new()
    {
        { "arrays", () => Dataset.FromArrays(new Half[][] { [default] }, new Half[][] { [default] }) },
        { "one target", () => Dataset.FromArrays(new Half[][] { [default] }, new Half[1]) },
        { "rectangles", () => Dataset.FromArrays(new Half[1, 1], new Half[1, 1]) },
        { "labels", () => Dataset.FromLabels<Half>([[default]], [0], 2) },
        { "CSV", () => Dataset.FromCsv<Half>(new StringReader("a,b\n1,2\n"), target: "b") },
        { "one-hot", () => Matrices.OneHot<Half>([0, 1], 2) },
        { "images", () => Matrices.OfImages<Half>(new byte[1, 1, 1]) },
        { "lists of images", () => Matrices.OfImages<Half>([new byte[1, 1]]) },
    };

    [Theory]
    [MemberData(nameof(Edges))]
    public void PublicEdges_Half_IsRefused(string edge, Action call) =>
        Failure.Of<NotSupportedException>(call).Should().Be("Numbers of type Half are not supported: use float or double.", edge);
}
