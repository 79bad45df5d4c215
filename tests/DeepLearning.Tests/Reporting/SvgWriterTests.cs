using System.Xml.Linq;

namespace DeepLearning.Tests;

public sealed class SvgWriterTests
{
    [Theory, InlineData("<b>&\""), InlineData("]]></style><script>"), InlineData("naïve 数字 😀"), InlineData("'quotes' & entities &amp;")]
    public void Text_OfAnyCharacters_ComesBackFromAParser(string text)
    {
        using var svg = new SvgWriter(100, 50, text, text);
        svg.Text(10, 20, text, "note", "start");

        var root = XElement.Parse(svg.Finish());

        root.Elements().Where(element => element.Name.LocalName is "text" or "title" or "desc").Select(element => element.Value).Should().Equal(text, text, text);
    }

    [Fact]
    public void Text_OfCharactersUnknownToXml_IsReplaced()
    {
        using var svg = new SvgWriter(100, 50, "", "");
        svg.Text(10, 20, "a\0b\ud800c\ufffe", "note", "start");
        XElement.Parse(svg.Finish()).Elements().Last().Value.Should().Be("a\ufffdb\ufffdc\ufffd");
    }

    [Theory, InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void Coordinate_NotFinite_IsRefused(double value)
    {
        using var svg = new SvgWriter(100, 50, "", "");
        Failure.Of<ArgumentOutOfRangeException>(() => svg.Line(0, 0, value, 1, "grid")).Should().StartWith("A coordinate must be finite.");
    }

    [Fact]
    public void Path_OfRuns_BeginsEachAnew()
    {
        using var svg = new SvgWriter(100, 50, "", "");
        svg.Path([[(1, 2), (3.14159, 4)], [(5, 6), (7, 8)]], "training");
        XElement.Parse(svg.Finish()).Elements().Last().Attribute("d")!.Value.Should().Be("M1 2L3.1 4M5 6L7 8");
    }
}
