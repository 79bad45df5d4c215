using System.Globalization;
using System.Text;

namespace DeepLearning.Fuzz;

/// <summary>Words that afl-fuzz puts into files, in its format.</summary>
internal static class FuzzDictionary
{
    private const int Shortest = 3;
    private const int Longest = 32;
    private const int Most = 250;

    /// <summary>The words that a target names, and those of its seeds.</summary>
    public static IEnumerable<string> Of(FuzzTarget target) => target.Words.Select(Encoding.UTF8.GetBytes)
        .Concat(target.Seeds.SelectMany(WordsOf))
        .Select(Escaped).Distinct(StringComparer.Ordinal).Take(Most)
            .Select((word, number) => string.Create(CultureInfo.InvariantCulture, $"w{number}=\"{word}\""));

    /// <summary>The words of letters, digits and what names are joined by.</summary>
    private static IEnumerable<byte[]> WordsOf(byte[] file)
    {
        var begin = 0;
        for (var i = 0; i <= file.Length; i++)
        {
            if (i < file.Length && (char.IsAsciiLetterOrDigit((char)file[i]) || file[i] is (byte)'_' or (byte)'.'))
            {
                continue;
            }

            if (i - begin is >= Shortest and <= Longest)
            {
                yield return file[begin..i];
            }

            begin = i + 1;
        }
    }

    private static string Escaped(byte[] word) => string.Concat(word.Select(
        one =>
            char.IsAsciiLetterOrDigit((char)one) ? ((char)one).ToString() : string.Create(CultureInfo.InvariantCulture, $"\\x{one:X2}")));
}
