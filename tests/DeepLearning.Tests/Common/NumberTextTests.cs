namespace DeepLearning.Tests;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData(" -2.5e-3 ", -0.0025)]
    [InlineData("+.5", 0.5)]
    public void TryParse_OfANumber_GivesIt(string text, double expected)
    {
        NumberText.TryParse<double>(text, out var number).Should().BeTrue();
        number.Should().Be(expected);
        Culture.Of(Culture.German, () => $"{NumberText.TryParse<double>(text, out var german) && german == expected}").Should().Be("True");
    }

    [Theory]
    [InlineData("")]
    [InlineData("1\0")]
    [InlineData("1\0\0")]
    [InlineData("\01")]
    [InlineData("1,5")]
    [InlineData("1 2")]
    [InlineData("(1)")]
    [InlineData("0x1")]
    public void TryParse_OfAnythingElse_Refuses(string text)
    {
        NumberText.TryParse<double>(text, out _).Should().BeFalse();
        NumberText.TryParse<float>(text, out _).Should().BeFalse();
        NumberText.TryParse<decimal>(text, out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("12", true)]
    [InlineData("", false)]
    [InlineData("-1", false)]
    [InlineData("1 ", false)]
    [InlineData("1\0", false)]
    [InlineData("2147483648", false)]
    public void TryParseDigits_TakesDigitsAlone(string text, bool expected)
    {
        NumberText.TryParseDigits(text, out var number).Should().Be(expected);
        number.Should().Be(expected ? 12 : 0);
    }

    [Theory]
    [InlineData("3,5", true)]
    [InlineData("-1.234,5", true)]
    [InlineData("1,5e3", true)]
    [InlineData("3.5", false)]
    [InlineData("3,5,7", false)]
    [InlineData("a,b", false)]
    [InlineData(",", false)]
    [InlineData("3,5\0", false)]
    public void HasDecimalComma_SaysWhetherThePointWouldMakeItANumber(string text, bool expected) =>
        NumberText.HasDecimalComma(text).Should().Be(expected);
}
