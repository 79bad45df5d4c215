using System.Globalization;

namespace DeepLearning.Tests;

public sealed class NumberTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1.0, "1.000")]
    [InlineData(0.5, "0.5000")]
    [InlineData(-0.97224, "-0.9722")]
    [InlineData(0.99999, "1.000")]
    [InlineData(12.3456, "12.35")]
    [InlineData(1234.56, "1,235")]
    [InlineData(123456.7, "123,457")]
    [InlineData(999999.9, "1.000e6")]
    [InlineData(-1.2345e78, "-1.234e78")]
    [InlineData(0.0011166, "0.001117")]
    [InlineData(0.00011166, "1.117e-4")]
    [InlineData(5e-324, "4.941e-324")]
    [InlineData(double.NaN, "—")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NegativeInfinity, "-∞")]
    [InlineData(null, "—")]
    public void Of_AnyNumber_HasFourSignificantDigits(double? number, string text) => Number.Of(number).Should().Be(text);

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(0.001, "0.001")]
    [InlineData(1e-8, "1e-8")]
    [InlineData(1.5e-8, "1.5e-8")]
    [InlineData(0.95, "0.95")]
    [InlineData(100.0, "100")]
    [InlineData(20000.0, "20,000")]
    [InlineData(1e20, "1e20")]
    public void Short_WhatWasChosen_HasNoZerosAtItsEnd(double number, string text) => Number.Short(number).Should().Be(text);

    [Theory, InlineData(0.97771, "97.77 %"), InlineData(1.0, "100.0 %"), InlineData(0.0, "0 %"),
     InlineData(double.NaN, "—"), InlineData(null, "—")]
    public void Percent_OfAShare_HasFourSignificantDigitsToo(double? share, string text) => Number.Percent(share).Should().Be(text);

    [Fact]
    public void InText_Exponents_AreWrittenAsElsewhere() =>
        Number.InText("Adam (learningRate 1E-05, epsilon 1.5E-08, E-1), 2E+20, E5")
            .Should().Be("Adam (learningRate 1e-5, epsilon 1.5e-8, E-1), 2e20, E5");

    [Fact]
    public void Of_InAnyCulture_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            new[] { Number.Of(1234.5), Number.Of(-0.25), Number.Short(-0.25), Number.Percent(0.125),
              Number.Count(1234), Number.Tick(-0.5, 0.5, 1) }
                .Should().Equal("1,234", "-0.2500", "-0.25", "12.50 %", "1,234", "-0.5");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
