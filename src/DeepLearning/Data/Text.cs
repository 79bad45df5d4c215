using System.Globalization;

namespace DeepLearning;

/// <summary>How messages and summaries write counts, shapes and lists of names.</summary>
internal static class Text
{
    private const int NamesShown = 10;

    /// <summary>"1 class", "3 classes".</summary>
    public static string Count(int count, string noun)
    {
        var plural = noun.EndsWith('s') ? noun + "es" : noun + "s";
        return string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? noun : plural)}");
    }

    /// <summary>"is 1 class", "are 3 classes".</summary>
    public static string Are(int count, string noun) => $"{(count == 1 ? "is" : "are")} {Count(count, noun)}";

    /// <summary>"64 × 1797".</summary>
    public static string Shape(int rows, int columns) => string.Create(CultureInfo.InvariantCulture, $"{rows} × {columns}");

    /// <summary>"a, b, c", or the first ten and how many more there are.</summary>
    public static string Enumerated(this IReadOnlyList<string> names)
    {
        var shown = string.Join(", ", names.Take(NamesShown));
        return names.Count <= NamesShown
            ? shown
            : string.Create(CultureInfo.InvariantCulture, $"{shown} and {names.Count - NamesShown} more");
    }

    /// <summary>The position of a name, compared character by character, or −1.</summary>
    public static int IndexOfName(this IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
