using System.Globalization;

namespace DeepLearning.Reporting;

/// <summary>How tables write numbers.</summary>
internal static class Number
{
    /// <summary>A dash for what is not known or not a number.</summary>
    public static string Of(double? value, string format) =>
        value is not { } known || double.IsNaN(known) ? "—"
        : double.IsInfinity(known) ? (known > 0 ? "∞" : "−∞")
        : known.ToString(format, CultureInfo.InvariantCulture);
}
