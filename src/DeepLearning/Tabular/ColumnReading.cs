using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>What a column of a training table is taken for, before anything of it is learned.</summary>
/// <param name="IsNumber">Whether it becomes a number: it is one, or a text that is one or a date in another way of writing.</param>
/// <param name="Problem">Why it cannot be said what it is; null where it can.</param>
/// <param name="Fit">Learns it with so many bins at most; null where it tells nothing.</param>
internal sealed record ColumnReading(bool IsNumber, string? Problem, Func<int, ColumnEncoding?> Fit)
{
    private const int FewestDates = 3;

    /// <summary>Reads a column.</summary>
    public static ColumnReading Of(RawColumn column)
    {
        if (column is not TextColumn texts)
        {
            return new(IsNumber: true, Problem: null, bins => NumberEncoding.Fit((NumericColumn)column, bins));
        }

        if (WrittenNumbers.Of(texts) is { Count: > 0 } notations)
        {
            return Of(
                texts, notations, (notation, text) => notation.TryParse(text, out var number) ? number : double.NaN,
                (notation, bins) => WrittenNumberEncoding.Fit(texts, notation, bins));
        }

        string[] present = [.. texts.Values.ToArray().OfType<string>()];
        var dates = DateNotation.Of(present);
        return dates.Count > 0 && present.Distinct(StringComparer.Ordinal).Take(FewestDates).Count() == FewestDates
            ? Of(
                texts, dates, (notation, text) => notation.TryParse(text, out var days) ? days : double.NaN,
                (notation, bins) => DateEncoding.Fit(texts, notation, bins))
            : new(IsNumber: false, Problem: null, _ => CategoryEncoding.Fit(texts));
    }

    /// <summary>A column of texts that some notations fit: if all read the same, it is the first of them.</summary>
    private static ColumnReading Of<TNotation>(
        TextColumn column, IReadOnlyList<TNotation> notations, Func<TNotation, string, double> value,
        Func<TNotation, int, ColumnEncoding?> fit)
        where TNotation : notnull
    {
        foreach (var other in notations.Skip(1))
        {
            foreach (var text in column.Values)
            {
                // NaN, a word for a missing value, is the same to all.
                if (text is not null && !value(notations[0], text).Equals(value(other, text)))
                {
                    return new(
                        IsNumber: true,
                        $"Column \"{column.Name}\" can be read in two ways, since {Text.Quoted(text)} is read as {notations[0]} and as " +
                        $"{other}, and no row settles it: write it otherwise, numbers with a point and dates as 2024-12-31, or leave the " +
                        $"column out ({nameof(TabularOptions.Ignore)}).",
                        _ => null);
                }
            }
        }

        return new(IsNumber: true, Problem: null, bins => fit(notations[0], bins));
    }
}
