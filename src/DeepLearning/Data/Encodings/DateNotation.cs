using System.Globalization;

namespace DeepLearning.Data;

/// <summary>A way in which dates and times are written.</summary>
/// <param name="Format">The format, as <see cref="DateTime.TryParseExact(string, string, IFormatProvider, DateTimeStyles, out DateTime)"/>
/// has it.</param>
internal sealed record DateNotation(string Format)
{
    private static readonly DateTime Origin = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Dates =
        ["yyyy-MM-dd", "yyyy/MM/dd", "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "d/M/yyyy", "M/d/yyyy", "dd-MMM-yyyy", "d " +
            "MMM yyyy"];

    private static readonly string[] Times = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF", "H:mm", "h:mm tt"];

    private static readonly string[] Formats =
    [
        .. Dates, .. Dates.SelectMany(date => Times.Select(time => $"{date} {time}")),
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK", .. Times,
    ];

    /// <inheritdoc/>
    public override string ToString() => Format;

    /// <summary>Whether dates are written, not the time of a day alone.</summary>
    public bool HasDate => Format.Contains('y', StringComparison.Ordinal);

    /// <summary>The notations in which all of some texts are dates or times.</summary>
    public static IReadOnlyList<DateNotation> Of(IEnumerable<string> texts)
    {
        List<DateNotation>? left = null;
        foreach (var text in texts)
        {
            left ??= [.. Formats.Select(format => new DateNotation(format))];
            left.RemoveAll(notation => !notation.TryParse(text, out _));
            if (left.Count == 0)
            {
                break;
            }
        }

        return left ?? [];
    }

    /// <summary>The days from the beginning of 2000 on, with fractions; of a time of day alone the share of the day.</summary>
    /// <returns>Whether the text is written so.</returns>
    public bool TryParse(string text, out double days)
    {
        var isOne = DateTime.TryParseExact(
            text, Format, CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal | DateTimeStyles.NoCurrentDateDefault, out var moment);
        days = !isOne ? double.NaN : HasDate ? (moment - Origin).TotalDays : moment.TimeOfDay.TotalDays;
        return isOne;
    }

    /// <summary>The moment that is so many days from the beginning of 2000.</summary>
    public static DateTime Moment(double days) => Origin.AddDays(days);
}
