using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DeepLearning.Tests;

/// <summary>That a report is read on a phone: nothing is wider than the screen but what scrolls in a box of its own.</summary>
public sealed partial class NarrowReportTests
{
    /// <summary>The room for text on a screen of 390 pixels.</summary>
    private const double Phone = 390 - (2 * 14);

    private static readonly Lazy<XElement> Page = new(() => Parse(
        ReportTests.Whole().Add(TuningPictureTests.All["all kinds"]()).Add(LearningCurvePictureTests.All["ordinary"]())
            .Add("Plane", Boundaries.All["number"]()).Add("Classes", ConfusionPicture.Of(Confusions.All["ten classes"]))));

    [Fact]
    public void ToHtml_Page_FitsTheWidthOfTheScreen()
    {
        Page.Value.Descendants("meta")
            .Should().Contain(meta => (string?)meta.Attribute("content") == "width=device-width, initial-scale=1");
        var style = Page.Value.Descendants("style").First().Value;
        style.Should().Contain("svg.chart { display: block; width: 100%; height: auto; }").And.Contain("overflow-wrap: break-word");
        style.Should().NotMatchRegex(@"[^-]min-width: \d|[^-]width: \d+px", "the page has no fixed width");
    }

    [Fact]
    public void ToHtml_TablesAndPictures_ScrollInBoxesOfTheirOwn()
    {
        var style = Page.Value.Descendants("style").First().Value;
        foreach (var box in new[] { ".scroll {", ".panels {", ".single {", "pre {" })
        {
            var rule = style[style.IndexOf(box, StringComparison.Ordinal)..];
            rule[..rule.IndexOf('}', StringComparison.Ordinal)].Should().Contain("overflow-x: auto", "of {0}", box);
        }

        Page.Value.Descendants("table").Should().NotBeEmpty()
            .And.OnlyContain(table => (string?)table.Parent!.Attribute("class") == "scroll");
        Pictures.Should().NotBeEmpty().And.OnlyContain(picture => IsBox((string?)picture.Parent!.Parent!.Attribute("class")));
    }

    [Fact]
    public void ToHtml_Pictures_AreReadOnAPhoneWithoutScrolling()
    {
        foreach (var picture in Pictures)
        {
            var (width, style) = ((double)picture.Attribute("width")!, picture.Attribute("style")!.Value);
            var (least, most) = (Pixels().Match(style).Groups[1].Value, Pixels().Matches(style)[1].Groups[1].Value);
            double.Parse(least, CultureInfo.InvariantCulture).Should().BeLessThanOrEqualTo(Phone);
            double.Parse(most, CultureInfo.InvariantCulture).Should().BeInRange(width, 1.25 * width);

            // Text of 12 pixels, at the scale that the picture has there.
            (12 * Phone / width).Should().BeGreaterThan(10, "{0} is {1} wide", picture.Value, width);
        }
    }

    [Fact]
    public void ToHtml_ManyClasses_KeepTheirCellsAndScroll()
    {
        var page = Parse(new Report("title").Add("Classes", ConfusionPicture.Of(Confusions.All["thirty classes"])));
        var picture = page.Descendants(XName.Get("svg", SvgWriter.Namespace)).Single();
        var least = double.Parse(Pixels().Match(picture.Attribute("style")!.Value).Groups[1].Value, CultureInfo.InvariantCulture);
        least.Should().BeApproximately(0.75 * (double)picture.Attribute("width")!, 1).And.BeGreaterThan(Phone);
    }

    [Fact]
    public void ToHtml_PicturesOfSeveralPanels_StandInAGridBelowTheirHeading()
    {
        var page = Parse(new Report("title").Add("Layers", Reporting.Pictures.Of(Inspections.All["ordinary"][0])));
        var panels = page.Descendants("figure").Single().Element("div")!;
        panels.Attribute("class")!.Value.Should().Be("panels");
        panels.Elements("div").Select(panel => panel.Attribute("class")!.Value)
            .Should().Equal(["heading", .. Enumerable.Repeat("panel", 6)]);
        page.Descendants("figcaption").Single().Value.Should().StartWith("epoch 1, batch of 30, cost ");
    }

    private static IEnumerable<XElement> Pictures => Page.Value.Descendants(XName.Get("svg", SvgWriter.Namespace));

    private static bool IsBox(string? style) => style is "panels" or "single";

    private static XElement Parse(Report report)
    {
        var page = report.ToHtml();
        return XElement.Parse(page[page.IndexOf("<html", StringComparison.Ordinal)..]);
    }

    [GeneratedRegex(@"(?:min|max)-width: (\d+)px")]
    private static partial Regex Pixels();
}
