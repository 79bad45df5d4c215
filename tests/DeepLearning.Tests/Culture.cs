using System.Globalization;

namespace DeepLearning.Tests;

/// <summary>Texts as they are made under a culture: they must not differ.</summary>
internal static class Culture
{
    /// <summary>A culture that writes numbers in another way: 1.000,5 with a comma.</summary>
    public const string German = "de-DE";

    public static string Of(string name, Func<string> text)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(name);
            return text();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
