using System.Globalization;

namespace DeepLearning;

/// <summary>
/// How messages, summaries and reports write counts: the noun agrees with its number, and the digits are the same under every culture.
/// </summary>
internal static class Plural
{
    /// <summary>"1 class", "3 classes"; with the format N0 "1,797 examples".</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">The noun in its singular, of which the plural is formed regularly: layer, class, batch, entry.</param>
    /// <param name="format">A format of numbers; plain digits without one.</param>
    public static string Of(long count, string noun, string format = "D") =>
        $"{count.ToString(format, CultureInfo.InvariantCulture)} {Noun(count, noun)}";

    /// <summary>"is 1 class", "are 3 classes".</summary>
    public static string Are(long count, string noun) => $"{(count == 1 ? "is" : "are")} {Of(count, noun)}";

    /// <summary>"class", "classes": the noun alone, where its number stands elsewhere.</summary>
    public static string Noun(long count, string noun) => count == 1 ? noun : OfMany(noun);

    private static string OfMany(string noun) => noun switch
    {
        // The ch of epoch is a k.
        [.., 'o', 'c', 'h'] => noun + "s",
        [.., 's' or 'x' or 'z'] or [.., 'c' or 's', 'h'] => noun + "es",
        [.., not ('a' or 'e' or 'o' or 'u'), 'y'] => noun[..^1] + "ies",
        _ => noun + "s",
    };
}
