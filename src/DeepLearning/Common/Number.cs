using System.Globalization;
using System.Text.RegularExpressions;

namespace DeepLearning;

/// <summary>How results, pictures and reports write numbers, whatever the culture: four significant digits, counts in full.</summary>
internal static class Number
{
    /// <summary>The power of ten of the smallest numbers that are written without an exponent.</summary>
    private const int LeastPower = -3;

    /// <summary>The power of ten from which on numbers have an exponent.</summary>
    private const int PowerTooLarge = 6;

    private const int SignificantDigits = 4;

    private static readonly Regex Exponent = new(
        @"(?<digit>[0-9])E((?<sign>-)|\+)0*(?<power>[0-9]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>
    /// What was measured, to four significant digits: 0.9500, 12.35, 1,235, 1.235e-5. A dash for what is not known or not a number.
    /// </summary>
    public static string Of(double? value)
    {
        if (value is not { } known || double.IsNaN(known))
        {
            return "—";
        }

        if (double.IsInfinity(known) || known == 0)
        {
            return known > 0 ? "∞" : known < 0 ? "-∞" : "0";
        }

        // The exponent of the rounded number: 999,999.9 is 1.000e6.
        var parts = known.ToString("E3", CultureInfo.InvariantCulture).Split('E');
        var power = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return power is >= LeastPower and < PowerTooLarge
            ? known.ToString(Decimals(SignificantDigits - 1 - power), CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{parts[0]}e{power}");
    }

    /// <summary>What somebody chose, without the zeros at its end: 0.95, 0.001, 1e-8.</summary>
    public static string Short(double? value) => WithoutZeros(Of(value));

    /// <summary>A number of things.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share: 0.5 is 50.00 %.</summary>
    public static string Percent(double? share) => Of(100 * share) + (share is { } known && !double.IsNaN(known) ? " %" : "");

    /// <summary>A tick of an axis, to as many digits as tell neighbours apart.</summary>
    /// <param name="value">The number of the tick.</param>
    /// <param name="step">How far apart ticks are.</param>
    /// <param name="largest">The largest absolute number of the axis, which decides for all whether they have exponents.</param>
    public static string Tick(double value, double step, double largest)
    {
        var decimals = -(int)Math.Floor(Math.Log10(step) + 1e-9);
        if (Math.Abs(value) < step / 2)
        {
            return "0";
        }

        if (largest >= Math.Pow(10, LeastPower) && largest < Math.Pow(10, PowerTooLarge))
        {
            return WithoutZeros(value.ToString(Decimals(decimals), CultureInfo.InvariantCulture));
        }

        var digits = Math.Max(0, (int)Math.Floor(Math.Log10(largest)) + decimals);
        return value.ToString("0." + new string('#', digits) + "e0", CultureInfo.InvariantCulture);
    }

    /// <summary>A text of the library with the exponents of its numbers as here: 1e-8 instead of 1E-08.</summary>
    public static string InText(string text) => Exponent.Replace(text, "${digit}e${sign}${power}");

    private static string Decimals(int decimals) => "N" + Math.Max(0, decimals).ToString(CultureInfo.InvariantCulture);

    /// <summary>Without zeros behind the decimal point; those before it, and those of an exponent, stay.</summary>
    private static string WithoutZeros(string number)
    {
        var end = number.IndexOf('e', StringComparison.Ordinal) is var at and >= 0 ? at : number.Length;
        return number.AsSpan(0, end).Contains('.') ? number[..end].TrimEnd('0').TrimEnd('.') + number[end..] : number;
    }
}
