using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace DeepLearning.Tests;

/// <summary>The room that a text of a picture takes at most.</summary>
internal sealed record DrawnText(string Content, double Left, double Top, double Right, double Bottom)
{
    public static DrawnText Of(XElement text)
    {
        var style = text.Attribute("class")!.Value.Split(' ');
        var size = style.Contains("title") ? 15 : style.Contains("small") ? 9 : 12;
        var (x, y) = ((double)text.Attribute("x")!, (double)text.Attribute("y")!);
        var width = size * text.Value.EnumerateRunes().Sum(Em);
        var before = text.Attribute("text-anchor")!.Value switch { "start" => 0, "middle" => width / 2, _ => width };
        if (text.Attribute("transform") is not { } transform)
        {
            return new(text.Value, x - before, y - (0.75 * size), x - before + width, y + (0.22 * size));
        }

        // Turned by a quarter to the left, what was to the right is above.
        transform.Value.Should().Be(string.Create(CultureInfo.InvariantCulture, $"rotate(-90 {x} {y})"));
        return new(text.Value, x - (0.75 * size), y + before - width, x + (0.22 * size), y + before);
    }

    public bool Overlaps(DrawnText other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    /// <summary>Wider than the sans-serif fonts of the common systems have it.</summary>
    private static double Em(Rune rune) => rune.Value switch
    {
        ' ' or '.' or ',' or ':' or ';' or '|' or '!' or 'i' or 'l' or '(' or ')' or '\'' => 0.35,
        'm' or 'w' or 'M' or 'W' or '%' or '—' or '…' or '@' => 0.98,
        >= 0x1100 => 1.05,
        >= 'A' and <= 'Z' => 0.72,
        _ => 0.6,
    };
}
