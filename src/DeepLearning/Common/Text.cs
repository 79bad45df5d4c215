using System.Globalization;

namespace DeepLearning;

/// <summary>How messages and summaries write shapes and lists of names; <see cref="Plural"/> writes counts.</summary>
internal static class Text
{
    private const int NamesShown = 10;
    private const int CharactersShown = 80;

    /// <summary>A text in quotes; of a long one the beginning, so that no message is as long as a file.</summary>
    public static string Quoted(string text) => $"\"{Shortened(text)}\"";

    /// <summary>The text, or of one with more characters than <paramref name="most"/> the beginning and an ellipsis.</summary>
    public static string Shortened(string text, int most = CharactersShown) => text.Length <= most ? text : $"{text.AsSpan(0, most)}…";

    /// <summary>"64 × 1797".</summary>
    public static string Shape(int rows, int columns) => string.Create(CultureInfo.InvariantCulture, $"{rows} × {columns}");

    /// <summary>"a, b, c", or the first ten and how many more there are.</summary>
    public static string Enumerated(this IReadOnlyList<string> names)
    {
        var shown = string.Join(", ", names.Take(NamesShown).Select(name => Shortened(name)));
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
