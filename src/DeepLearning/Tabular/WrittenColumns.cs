using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>Recognizes columns of texts that are numbers or dates in another way of writing.</summary>
internal static class WrittenColumns
{
    private const double MostWords = 0.05;
    private const int MostDifferentWords = 3;
    private const int FewestNumbers = 20;
    private const int FewestDates = 3;

    /// <summary>Learns a column; null where it is neither.</summary>
    /// <exception cref="ArgumentException">The texts can be read in two ways.</exception>
    public static ColumnEncoding? Fit(TextColumn column, int bins)
    {
        if (Numbers(column) is { } number)
        {
            return WrittenNumberEncoding.Fit(column, number, bins);
        }

        var texts = Present(column);
        var dates = DateNotation.Of(texts);
        if (dates.Count == 0 || !AreSoMany(texts, FewestDates))
        {
            return null;
        }

        foreach (var other in dates.Skip(1))
        {
            if (Array.Find(texts, text => Days(dates[0], text) != Days(other, text)) is { } example)
            {
                throw Ambiguous(column, example, $"a date as {dates[0].Format} and as {other.Format}", "write dates as 2024-12-31");
            }
        }

        return DateEncoding.Fit(column, dates[0], bins);

        static double Days(DateNotation notation, string text) => notation.TryParse(text, out var days) ? days : double.NaN;
    }

    /// <summary>Whether a column of texts is one of numbers, or of dates, which become numbers.</summary>
    public static bool AreNumbers(TextColumn column) => Numbers(column) is not null || DateNotation.Of(Present(column)).Count > 0;

    /// <summary>The notation of a column of numbers that are not written plainly, or not all of which are there.</summary>
    private static NumberNotation? Numbers(TextColumn column)
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
                    return null;
                }
            }
        }

        // Texts that are plain numbers are texts because somebody said so.
        if (isPlain || words.Values.Sum() > MostWords * present)
        {
            return null;
        }

        var texts = Present(column).Where(text => !words.ContainsKey(text)).ToArray();
        var notations = NumberNotation.Of(texts);
        if (notations.Count == 0
            || ((words.Count > 0 || notations[0].HasUnit) && !AreSoMany(texts, FewestNumbers)))
        {
            return null;
        }

        foreach (var other in notations.Skip(1))
        {
            if (Array.Find(texts, text => Value(notations[0], text) != Value(other, text)) is { } example)
            {
                throw Ambiguous(
                    column, example, FormattableString.Invariant($"{Value(notations[0], example)} and {Value(other, example)}"),
                    "write the numbers with a point and without separators");
            }
        }

        return notations[0];

        static double Value(NumberNotation notation, string text) => notation.TryParse(text, out var number) ? number : double.NaN;
    }

    private static bool AreSoMany(string[] texts, int different) =>
        texts.Distinct(StringComparer.Ordinal).Take(different).Count() == different;

    private static string[] Present(TextColumn column) => [.. column.Values.ToArray().OfType<string>()];

    private static ArgumentException Ambiguous(TextColumn column, string example, string readings, string advice) => new(
        $"Column \"{column.Name}\" can be read in two ways, since {Text.Quoted(example)} is {readings} and no row settles it: " +
        $"{advice}, or " +
        $"leave the column out ({nameof(TabularOptions.Ignore)}).", "train");
}
