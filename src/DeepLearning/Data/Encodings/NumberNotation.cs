using System.Globalization;
using System.Text;

namespace DeepLearning.Data;

/// <summary>A way in which people write numbers: with a decimal comma, thousands apart, a sign of a currency or a unit.</summary>
/// <param name="Decimal">What stands before the decimals, a point or a comma.</param>
/// <param name="Group">What stands between thousands; nothing where they are not apart.</param>
/// <param name="Prefix">What stands before every number, such as the sign of a currency.</param>
/// <param name="Suffix">What stands behind every number, such as a unit.</param>
internal sealed record NumberNotation(string Decimal, string Group, string Prefix, string Suffix)
{
    private const NumberStyles Joined = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private const int DigitsOfAGroup = 3;
    private const int LongestUnit = 4;

    private static readonly (string Decimal, string Group)[] Separators =
        [(".", ""), (",", ""), (".", ","), (",", "."), (".", " "), (",", " "), (".", "'"), (",", "'")];

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"a number with {Name(Decimal)} before the decimals{(Group.Length == 0 ? "" : $" and {Name(Group)} between thousands")}");

    /// <summary>Whether something but digits belongs to every number.</summary>
    public bool HasUnit => Prefix.Length + Suffix.Length > 0;

    /// <summary>The notations in which all of some texts are numbers.</summary>
    /// <param name="texts">Texts with digits.</param>
    public static IReadOnlyList<NumberNotation> Of(IEnumerable<string> texts)
    {
        List<NumberNotation>? left = null;
        foreach (var text in texts)
        {
            var plain = Plain(text);
            left ??= [.. Candidates(plain)];
            left.RemoveAll(notation => !notation.TryParsePlain(plain, out _));
            if (left.Count == 0)
            {
                break;
            }
        }

        return left ?? [];
    }

    /// <summary>The number that a text is.</summary>
    /// <returns>Whether it is one in this notation.</returns>
    public bool TryParse(string text, out double number) => TryParsePlain(Plain(text), out number);

    private static IEnumerable<NumberNotation> Candidates(string text)
    {
        var (first, last) = (text.AsSpan().IndexOfAnyInRange('0', '9'), text.AsSpan().LastIndexOfAnyInRange('0', '9'));
        if (first < 0)
        {
            return [];
        }

        var prefix = text[..first].TrimStart('+', '-').TrimEnd('+', '-', '.', ',').Trim();
        var suffix = text[(last + 1)..].Trim();

        // "room 7" is a name, not a number.
        if (prefix.Any(character => char.GetUnicodeCategory(character) != UnicodeCategory.CurrencySymbol) || suffix.Length > LongestUnit)
        {
            return [];
        }

        return Separators.Select(one => new NumberNotation(one.Decimal, one.Group, prefix, suffix));
    }

    /// <summary>A text with one kind of space and of apostrophe.</summary>
    private static string Plain(string text) => text.AsSpan().IndexOfAny("\u00A0\u202F\u2009\u2019\u2212") < 0 ? text.Trim()
        : text.Replace('\u00A0', ' ').Replace('\u202F', ' ').Replace('\u2009', ' ').Replace('\u2019', '\'').Replace('\u2212', '-').Trim();

    private bool TryParsePlain(string text, out double number)
    {
        number = double.NaN;
        var rest = text.AsSpan();
        var isNegative = TakeSign(ref rest, out var hasSign);
        if (!rest.StartsWith(Prefix, StringComparison.Ordinal) || !rest.EndsWith(Suffix, StringComparison.Ordinal)
            || rest.Length < Prefix.Length + Suffix.Length)
        {
            return false;
        }

        rest = rest[Prefix.Length..^Suffix.Length].Trim();
        if (!hasSign)
        {
            isNegative = TakeSign(ref rest, out _);
        }

        return TryJoin(rest, out var digits)
            && double.TryParse(digits, Joined, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number = isNegative ? -number : number);
    }

    private static string Name(string separator) => separator switch
    {
        "." => "a point",
        "," => "a comma",
        " " => "a space",
        _ => "an apostrophe",
    };

    private static bool TakeSign(ref ReadOnlySpan<char> text, out bool hasSign)
    {
        hasSign = text.Length > 0 && text[0] is '+' or '-';
        var isNegative = hasSign && text[0] == '-';
        text = hasSign ? text[1..].TrimStart() : text;
        return isNegative;
    }

    /// <summary>Digits without what stands between thousands, with a point before the decimals.</summary>
    private bool TryJoin(ReadOnlySpan<char> text, out string digits)
    {
        var joined = new StringBuilder(text.Length);
        var at = text.IndexOf(Decimal);
        var whole = at < 0 ? text[..Exponent(text)] : text[..at];
        if (!TryJoinGroups(whole, joined))
        {
            digits = "";
            return false;
        }

        joined.Append(at < 0 ? text[whole.Length..] : $".{text[(at + Decimal.Length)..]}");
        digits = joined.ToString();
        return digits.Length > 0;
    }

    private static int Exponent(ReadOnlySpan<char> text) => text.IndexOfAny('e', 'E') is >= 0 and var at ? at : text.Length;

    private bool TryJoinGroups(ReadOnlySpan<char> whole, StringBuilder joined)
    {
        if (Group.Length == 0 || whole.IndexOf(Group) < 0)
        {
            joined.Append(whole);
            return whole.IndexOfAnyExceptInRange('0', '9') < 0;
        }

        var isFirst = true;
        foreach (var range in whole.Split(Group))
        {
            var group = whole[range];
            if (group.IndexOfAnyExceptInRange('0', '9') >= 0 || group.Length > DigitsOfAGroup || group.Length == 0
                || (!isFirst && group.Length < DigitsOfAGroup))
            {
                return false;
            }

            joined.Append(group);
            isFirst = false;
        }

        return true;
    }
}
