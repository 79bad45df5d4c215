using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>Recognizes columns of texts that are numbers, but not written plainly, or with words where one is missing.</summary>
internal static class WrittenNumbers
{
    private const double MostWords = 0.05;
    private const int MostDifferentWords = 3;
    private const int FewestNumbers = 20;

    /// <summary>The notations in which all texts but a few words are numbers; none where they are something else.</summary>
    public static IReadOnlyList<NumberNotation> Of(TextColumn column)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        var (present, isPlain) = (0, true);
        foreach (var text in column.Values)
        {
            if (text is not null)
            {
                present++;
                isPlain = isPlain && NumberText.TryParse<double>(text, out _);
                if (text.AsSpan().IndexOfAnyInRange('0', '9') < 0)
                {
                    words[text] = words.GetValueOrDefault(text) + 1;
                }

                if (words.Count > MostDifferentWords)
                {
                    return [];
                }
            }
        }

        // Texts that are plain numbers are texts because somebody said so.
        if (isPlain || words.Values.Sum() > MostWords * present)
        {
            return [];
        }

        string[] texts = [.. column.Values.ToArray().OfType<string>().Where(text => !words.ContainsKey(text))];
        var notations = NumberNotation.Of(texts);
        var mustBeMany = words.Count > 0 || notations.Any(notation => notation.HasUnit);
        return mustBeMany && texts.Distinct(StringComparer.Ordinal).Take(FewestNumbers).Count() < FewestNumbers ? [] : notations;
    }
}
