using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DeepLearning.Tests;

/// <summary>What is true of every picture, at ordinary and extreme data.</summary>
public sealed partial class PictureLaws
{
    private static readonly XNamespace Svg = SvgWriter.Namespace;
    private static readonly Dictionary<string, Lazy<string>> All =
        Pictures.All.ToDictionary(picture => picture.Key, picture => new Lazy<string>(picture.Value));

    /// <summary>In pixels; the width of a text is an estimate.</summary>
    private const double Nearest = 28;

    /// <summary>How far a tick may be above or below the middle of its axis.</summary>
    private const double PlotHeight = 300;

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Picture_HasNoTextOverAnotherAndNoneCutOff(string name)
    {
        var root = Draw(name);
        var texts = root.Elements(Svg + "text").Select(DrawnText.Of).ToArray();
        var (width, height) = ((double)root.Attribute("width")!, (double)root.Attribute("height")!);

        for (var i = 0; i < texts.Length; i++)
        {
            (texts[i].Left >= 0 && texts[i].Top >= 0 && texts[i].Right <= width && texts[i].Bottom <= height)
                .Should().BeTrue("{0} must not be cut off at {1} × {2}", texts[i], width, height);
            for (var j = 0; j < i; j++)
            {
                texts[i].Overlaps(texts[j]).Should().BeFalse("{0} and {1} must not overlap", texts[i], texts[j]);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Picture_HasAllItsCoordinatesInside(string name)
    {
        var root = Draw(name);
        var (width, height) = ((double)root.Attribute("width")!, (double)root.Attribute("height")!);
        var (xs, ys) = (new List<double>(), new List<double>());
        foreach (var attribute in root.Descendants().Attributes())
        {
            if (attribute.Name.LocalName is "x" or "x1" or "x2" or "cx")
            {
                xs.Add(double.Parse(attribute.Value, CultureInfo.InvariantCulture));
            }
            else if (attribute.Name.LocalName is "y" or "y1" or "y2" or "cy")
            {
                ys.Add(double.Parse(attribute.Value, CultureInfo.InvariantCulture));
            }
        }

        foreach (var data in root.Descendants(Svg + "path").Select(path => path.Attribute("d")!.Value))
        {
            PathData().IsMatch(data).Should().BeTrue("the path is {0}", data);
            foreach (Match command in Command().Matches(data))
            {
                var numbers = command.Groups["numbers"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
                xs.AddRange(command.Groups["letter"].Value is "V" ? [] : numbers[..Math.Min(1, numbers.Length)]);
                ys.AddRange(command.Groups["letter"].Value is "V" ? numbers : numbers[Math.Min(1, numbers.Length)..]);
            }
        }

        xs.Should().OnlyContain(x => x >= 0 && x <= width);
        ys.Should().OnlyContain(y => y >= 0 && y <= height);
    }

    [Theory, MemberData(nameof(Names))]
    public void Picture_IsNoWiderThanAPhoneShows(string name)
    {
        // Many classes need more cells than a phone has room for.
        var width = (double)Draw(name).Attribute("width")!;
        width.Should().BeInRange(420, name.StartsWith("confusion", StringComparison.Ordinal) ? 800 : 420);
    }

    [Theory, MemberData(nameof(Names))]
    public void Picture_HasItsAxisLabelsByTheirAxes(string name)
    {
        // A label is as far from the ticks of its axis as a line of text is high, and no farther.
        var texts = Draw(name).Elements(Svg + "text").ToArray();
        var ticks = texts.Where(text => Style(text) == "tick").Select(DrawnText.Of).ToArray();
        foreach (var label in texts.Where(text => Style(text) == "label"))
        {
            var (place, isUpright) = (DrawnText.Of(label), label.Attribute("transform") is not null);
            ticks.Should().Contain(
                tick => isUpright
                    ? tick.Left - place.Right >= 0 && tick.Left - place.Right < Nearest
                        && tick.Bottom > place.Top - PlotHeight && tick.Top < place.Bottom + PlotHeight
                    : Math.Min(Math.Abs(place.Top - tick.Bottom), Math.Abs(tick.Top - place.Bottom)) < Nearest,
                "{0} belongs to an axis", place);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Picture_SaysNothingThatIsNotANumber(string name) => All[name].Value.Should().NotContainAny("NaN", "Infinity", "∞");

    [Theory, MemberData(nameof(Names))]
    public void Picture_HasARuleForEveryColour(string name)
    {
        var root = Draw(name);
        var sheet = root.Element(Svg + "style")!.Value;
        var used = root.Descendants().Attributes("class").SelectMany(style => style.Value.Split(' ')).Distinct()
            .Except(["chart", "tick", "label", "legend"]);
        used.Should().OnlyContain(style => sheet.Contains($".chart .{style} {{", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Names))]
    public void Picture_LoadsNothing(string name) => All[name].Value.Replace(SvgWriter.Namespace, "", StringComparison.Ordinal)
        .Should().NotContainAny("http", "url(", "<script", "@import", "<image", "<foreignObject");

    private static string Style(XElement text) => text.Attribute("class")!.Value;

    private static XElement Draw(string name) => XElement.Parse(All[name].Value);

    [GeneratedRegex(@"^(?:[ML]-?[\d.]+ -?[\d.]+|[HV]-?[\d.]+|h0|Z)*$")]
    private static partial Regex PathData();

    [GeneratedRegex(@"(?<letter>[MLHV])(?<numbers>[-\d. ]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Command();
}
