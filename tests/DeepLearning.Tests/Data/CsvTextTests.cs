using System.Text;

namespace DeepLearning.Tests;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 0)]
    [InlineData("a\nb", 1)]
    [InlineData("\r\n\r\n", 2)]
    [InlineData("\r\r\n\n", 3)]
    [InlineData("\n\r", 2)]
    public void LineBreaks_OfEveryKind_AreCounted(string text, int breaks) =>
        CsvText.LineBreaks(Encoding.UTF8.GetBytes(text)).Should().Be(breaks);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("a")]
    [InlineData(" a b ")]
    [InlineData("\u00A0é\u2003")]
    [InlineData("\u3000\U0001F600 x\u0085")]
    [InlineData("\u0001a\u0001")]
    public void Trim_IsThatOfStrings(string text) =>
        Encoding.UTF8.GetString(CsvText.Trim(Encoding.UTF8.GetBytes(text))).Should().Be(text.Trim());
}
