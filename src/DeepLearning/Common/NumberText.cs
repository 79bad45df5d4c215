using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>Numbers as files write them: with a decimal point whatever the culture, with white space around them at most.</summary>
internal static class NumberText
{
    private const ulong DigitsBeyondFloat = (1UL << (52 - 23)) - 1;

    /// <summary>Reads a number, such as 1, −2.5 or 1e-3.</summary>
    /// <remarks>.NET passes over characters NUL behind a number; here they are part of the text, which is then no number.</remarks>
    public static bool TryParse<T>(string text, out T number)
        where T : struct, INumberBase<T>
    {
        number = T.Zero;
        return !text.Contains('\0', StringComparison.Ordinal)
            && T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads a number in UTF-8, which holds no characters NUL.</summary>
    public static bool TryParse<T>(ReadOnlySpan<byte> text, out T number)
        where T : struct, INumberBase<T>
    {
        if (PlainDecimal.TryParse(text, out var plain) && (typeof(T) == typeof(double) || !IsBetweenFloats(plain)))
        {
            number = T.CreateTruncating(plain);
            return true;
        }

        return T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads a whole number of digits alone.</summary>
    public static bool TryParseDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return !text.Contains('\0') && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>
    /// Whether a text that is no number would be one if its comma were a decimal point, and its points separators of thousands: 3,5 or
    /// 1.234,5.
    /// </summary>
    public static bool HasDecimalComma(string text) =>
        text.Count(',') == 1
        && text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') is var pointed
        && TryParse<double>(pointed, out var number) && double.IsFinite(number);

    /// <summary>Whether a number is the middle of two neighbours in single precision: rounded again it may be wrong.</summary>
    private static bool IsBetweenFloats(double number) =>
        (BitConverter.DoubleToUInt64Bits(number) & DigitsBeyondFloat) == (DigitsBeyondFloat / 2) + 1;
}
