using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class PlainDecimalTests
{
    private static double? Plain(string text) => PlainDecimal.TryParse(Encoding.ASCII.GetBytes(text), out var number) ? number : null;

    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("-12.345", -12.345)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5.0)]
    [InlineData("007", 7.0)]
    [InlineData("9007199254740992", 9007199254740992.0)]
    [InlineData("0.00000000000000001", 1e-17)]
    public void TryParse_OfAPlainNumber_IsIt(string text, double number) => Plain(text).Should().Be(number);

    [Fact]
    public void TryParse_OfMinusZero_KeepsTheSign() => double.IsNegative(Plain("-0.0")!.Value).Should().BeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("+1")]
    [InlineData("1e5")]
    [InlineData(" 1")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("9007199254740993")]
    [InlineData("12345678901234567890")]
    [InlineData("99999999999999999999.9")]
    public void TryParse_OfAnythingElse_LeavesItToOthers(string text) => Plain(text).Should().BeNull();

    [Fact]
    public void NumberText_OfAnyDecimal_IsWhatDotNetReads()
    {
        var decimals =
            from digits in Gen.Choose(0, 9).ArrayOf().Where(digits => digits.Length is > 0 and < 24)
            from point in Gen.Choose(0, digits.Length)
            from sign in Gen.Elements("", "-")
            select sign + string.Concat(digits).Insert(point, ".");

        Prop.ForAll(decimals.ToArbitrary(), text =>
        {
            var bytes = Encoding.ASCII.GetBytes(text);
            NumberText.TryParse<double>(bytes, out var wide).Should().BeTrue();
            wide.Should().Be(double.Parse(text, CultureInfo.InvariantCulture));
            NumberText.TryParse<float>(bytes, out var narrow).Should().BeTrue();
            narrow.Should().Be(float.Parse(text, CultureInfo.InvariantCulture));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void NumberText_BetweenTwoNumbersOfSinglePrecision_IsRoundedOnce()
    {
        // A little above the middle of 0.5 and the next float: in double precision it is the middle, which would be rounded to even, 0.5.
        const string Text = "0.5000000298023224";
        Plain(Text).Should().Be(0.5 + Math.Pow(2, -25));

        NumberText.TryParse<float>(Encoding.ASCII.GetBytes(Text), out var number).Should().BeTrue();

        number.Should().Be(float.Parse(Text, CultureInfo.InvariantCulture)).And.BeGreaterThan(0.5f);
        NumberText.TryParse<float>("16777217"u8, out number).Should().BeTrue();
        number.Should().Be(16777216);
    }
}
