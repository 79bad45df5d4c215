namespace DeepLearning.Data;

/// <summary>Which separator a CSV file has that was read with another.</summary>
internal static class CsvSeparator
{
    private static readonly (char Character, string Noun, string Literal)[] Usual =
        [(';', "semicolon", "';'"), ('\t', "tab", @"'\t'"), ('|', "vertical bar", "'|'"), (',', "comma", "','")];

    /// <summary>
    /// What is wrong where the first two lines are one field each, outside of quotes, and have as many of another separator; null where
    /// nothing is.
    /// </summary>
    public static string? Problem(IReadOnlyList<CsvField> first, IReadOnlyList<CsvField>? second, char separator)
    {
        foreach (var (character, noun, literal) in Usual)
        {
            var count = Count([first[0]], character);
            if (first.Count == 1 && count > 0 && character != separator && (second is null || Count(second, character) == count))
            {
                return $"has one column, but {Plural.Of(count, noun)} in each of its first lines, {Text.Quoted(first[0].Text)} and so " +
                    $"on: the separator seems to be the {noun}. Set CsvOptions.Separator to {literal}, or, if it is one column, put its " +
                    $"first line in quotes.";
            }
        }

        return null;
    }

    /// <summary>A further sentence for a quote beside a usual separator; empty elsewhere.</summary>
    public static string Hint(char beside, char separator)
    {
        foreach (var (character, noun, literal) in Usual)
        {
            if (character == beside && character != separator)
            {
                return $" If the separator is the {noun}, set CsvOptions.Separator to {literal}.";
            }
        }

        return "";
    }

    /// <summary>A further sentence for a text that would be numbers if it were divided at a usual separator; empty elsewhere.</summary>
    public static string HintOfNumbers(string text, char separator)
    {
        foreach (var (character, _, _) in Usual)
        {
            if (character != ',' && text.Contains(character, StringComparison.Ordinal)
                && Array.TrueForAll(
                    text.Split(character), part => NumberText.TryParse<double>(part, out _) || NumberText.HasDecimalComma(part)))
            {
                return Hint(character, separator);
            }
        }

        return "";
    }

    private static int Count(IReadOnlyList<CsvField> fields, char character) =>
        fields.Sum(field => field.IsQuoted ? 0 : field.Text.Count(character));
}
