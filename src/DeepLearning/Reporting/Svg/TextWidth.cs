using System.Text;

namespace DeepLearning.Reporting;

/// <summary>How wide a text is at most. The font is the reader's, so this is an estimate on the safe side for sans-serif ones.</summary>
internal static class TextWidth
{
    private const string Narrow = " .,:;!|'`il()[]/\\-·";
    private const string Wide = "mwMWQ@%&—…←→";

    /// <summary>Scripts from here on, Hangul and ideographs among them, may be as wide as high, and so may symbols.</summary>
    private const int FirstWideScript = 0x1100;

    /// <summary>The width in pixels at a size of type.</summary>
    public static double Of(string text, double size = SvgStyle.TextSize) => size * text.EnumerateRunes().Sum(Em);

    /// <summary>The text, or as much of its beginning as fits, and an ellipsis.</summary>
    public static string Fit(string text, double width, double size = SvgStyle.TextSize)
    {
        if (Of(text, size) <= width)
        {
            return text;
        }

        var kept = new StringBuilder();
        var room = width - Of("…", size);
        foreach (var rune in text.EnumerateRunes())
        {
            room -= size * Em(rune);
            if (room < 0)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>The text as lines, broken at spaces; a word that is longer than a line is shortened.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width)
    {
        List<string> lines = [];
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && Of($"{lines[^1]} {word}") <= width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(Fit(word, width));
            }
        }

        return lines;
    }

    private static double Em(Rune rune) => rune.Value switch
    {
        var value when value < char.MaxValue && Narrow.Contains((char)value, StringComparison.Ordinal) => 0.38,
        var value when value < char.MaxValue && Wide.Contains((char)value, StringComparison.Ordinal) => 1,
        >= FirstWideScript => 1.25,
        >= 'A' and <= 'Z' => 0.76,
        _ => 0.62,
    };
}
