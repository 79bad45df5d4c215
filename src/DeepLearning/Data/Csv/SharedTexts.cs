using System.Text;

namespace DeepLearning.Data;

/// <summary>Strings of texts in UTF-8, of which equal ones are one string: a column of categories has few.</summary>
internal sealed class SharedTexts
{
    // Beyond so many different texts a column is hardly one of categories, and would be kept twice.
    private const int Most = 1 << 12;
    private const int Longest = 256;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> shared =
        new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text as a string.</summary>
    public string Of(ReadOnlySpan<byte> text)
    {
        if (text.Length > Longest)
        {
            return Encoding.UTF8.GetString(text);
        }

        Span<char> characters = stackalloc char[Longest];
        characters = characters[..Encoding.UTF8.GetChars(text, characters)];
        if (shared.TryGetValue(characters, out var known))
        {
            return known;
        }

        var added = characters.ToString();
        if (shared.Set.Count < Most)
        {
            shared.Set.Add(added);
        }

        return added;
    }
}
