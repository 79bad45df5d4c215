using System.Xml.Linq;

namespace DeepLearning.Tests;

public sealed class SvgWriterTests
{
    private static readonly XNamespace Svg = SvgWriter.Namespace;

    [Theory, InlineData("<b>&\""), InlineData("]]></style><script>"), InlineData("naïve 数字 😀"), InlineData("'quotes' & entities &amp;")]
    public void Text_OfAnyCharacters_ComesBackFromAParser(string text)
    {
        var root = Draw(svg => svg.Text(10, 20, text, "note", "start"), text);

        root.Elements().Where(element => element.Name.LocalName is "text" or "title" or "desc").Select(element => element.Value)
            .Should().Equal(text, text, text);
    }

    [Fact]
    public void Text_OfCharactersUnknownToXml_IsReplaced()
    {
        Draw(svg => svg.Text(10, 20, "a\0b\ud800c\ufffe", "note", "start")).Elements(Svg + "text").Single().Value
            .Should().Be("a\ufffdb\ufffdc\ufffd");
    }

    [Theory, InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void Coordinate_NotFinite_IsRefused(double value)
    {
        Failure.Of<ArgumentOutOfRangeException>(() => Draw(svg => svg.Line(0, 0, value, 1, "grid")))
            .Should().StartWith("A coordinate must be finite.");
    }

    [Fact]
    public void Path_OfRuns_BeginsEachAnewAndMakesDotsOfSinglePoints() =>
        Draw(svg => svg.Path([[(1, 2), (3.14159, 4)], [(5, 6)]], "line training")).Elements(Svg + "path").Single().Attribute("d")!.Value
            .Should().Be("M1 2L3.1 4M5 6h0");

    [Fact]
    public void Path_Closed_EndsWhereItBegan() =>
        Draw(svg => svg.Path([[(1, 2), (3, 4), (5, 6)]], "area c0", closed: true, opacity: 0.125)).Elements(Svg + "path").Single()
            .ToString(SaveOptions.DisableFormatting).Should().Be(
            """<path class="area c0" d="M1 2L3 4L5 6Z" fill-rule="evenodd" opacity="0.12" xmlns="http://www.w3.org/2000/svg" />""");

    [Fact]
    public void Number_NegativeZero_HasNoSign() =>
        Draw(svg => svg.Circle(-0.01, 0, 1, "c0")).Elements(Svg + "circle").Single().Attribute("cx")!.Value.Should().Be("0");

    [Fact]
    public void Finish_WritesTheRulesOfWhatWasUsed()
    {
        var style = Draw(svg => svg.Circle(1, 1, 1, "c3")).Elements(Svg + "style").Single().Value;
        style
            .Should()
                .Contain(".chart .c3 {").And.Contain(".chart text {").And.Contain(
                    "@media (prefers-color-scheme: dark)").And.NotContain(".c2 {");
    }

    private static XElement Draw(Action<SvgWriter> draw, string text = "") =>
        XElement.Parse(new Picture(100, 50, text, text, draw).ToSvg());
}
