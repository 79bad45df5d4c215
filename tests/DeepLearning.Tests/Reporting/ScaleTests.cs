using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class ScaleTests
{
    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(3, 97, "0 20 40 60 80 100")]
    [InlineData(-7.2, 11, "-10 -5 0 5 10 15")]
    [InlineData(0, 1234567, "0 5e5 1e6 1.5e6")]
    [InlineData(0.00012, 0.00048, "1e-4 2e-4 3e-4 4e-4 5e-4")]
    [InlineData(5, 5, "4.7 4.8 4.9 5 5.1 5.2 5.3")]
    [InlineData(0, 0, "-1 -0.5 0 0.5 1")]
    public void Linear_Ticks_AreRoundNumbers(double low, double high, string labels) =>
        string.Join(' ', LinearScale.Over(low, high, 6).Ticks.Select(tick => tick.Label)).Should().Be(labels);

    [Theory]
    [InlineData(0.93, 1, "92 % 94 % 96 % 98 % 100 %")]
    [InlineData(1, 1, "94 % 96 % 98 % 100 %")]
    [InlineData(0.1, 0.98, "0 % 20 % 40 % 60 % 80 % 100 %")]
    public void Linear_Percent_EndsAtTheCeiling(double low, double high, string labels) =>
        string.Join(' ', LinearScale.Over(low, high, 6, ceiling: 1, inPercent: true).Ticks.Select(tick => tick.Label)).Should().Be(labels);

    [Theory]
    [InlineData(0, 1, "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1")]
    [InlineData(0, 3, "0 1 2 3")]
    [InlineData(0, 57, "0 10 20 30 40 50")]
    [InlineData(0, 10000, "0 1,000 2,000 3,000 4,000 5,000 6,000 7,000 8,000 9,000 10,000")]
    [InlineData(50, 60, "50 51 52 53 54 55 56 57 58 59 60")]
    public void Run_Ticks_AreWholeEpochs(double low, double high, string labels) =>
        string.Join(' ', LinearScale.OfRun(low, high, 10).Ticks.Select(tick => tick.Label)).Should().Be(labels);

    [Theory]
    [InlineData(0.03, 2.4, "0.02 0.05 0.1 0.2 0.5 1 2 5")]
    [InlineData(0.001, 100, "0.001 0.01 0.1 1 10 100")]
    [InlineData(1e-30, 1, "1e-30 1e-25 1e-20 1e-15 1e-10 1e-5 1")]
    [InlineData(2, 2000000, "10 100 1,000 10,000 100,000 1e6")]
    public void Logarithmic_Ticks_AreRoundNumbers(double low, double high, string labels) =>
        string.Join(' ', LogarithmicScale.Over(low, high, 7).Ticks.Select(tick => tick.Label)).Should().Be(labels);

    [Fact]
    public void Logarithmic_JustBelowAPowerOfTen_BeginsBelowIt()
    {
        var low = Math.BitDecrement(1e-35);
        Math.Log10(low).Should().Be(-35, "the logarithm does not see the difference");
        Holds(LogarithmicScale.Over(low, 3.39e-34, 7), low, 3.39e-34);
        Holds(LogarithmicScale.Over(2e33, Math.BitIncrement(1e35), 7), 2e33, Math.BitIncrement(1e35));
    }

    [Fact]
    public void AnyScale_OfAnyRange_HoldsItWithDistinctRisingTicks()
    {
        var ranges =
            from digits in Gen.Choose(-1000, 1000)
            from width in Gen.Choose(0, 1000)
            from power in Gen.Choose(-250, 250)
            select (Low: digits * Math.Pow(10, power), High: (digits + width) * Math.Pow(10, power));

        Prop.ForAll(ranges.ToArbitrary(), range =>
        {
            Holds(LinearScale.Over(range.Low, range.High, 6), range.Low, range.High);
            if (range.Low > 0 && range.High / range.Low >= 20)
            {
                Holds(LogarithmicScale.Over(range.Low, range.High, 7), range.Low, range.High);
            }
        }).QuickCheckThrowOnFailure();
    }

    private static void Holds(Scale scale, double low, double high)
    {
        scale.Place(low).Should().BeInRange(-1e-6, 1 + 1e-6);
        scale.Place(high).Should().BeInRange(-1e-6, 1 + 1e-6);
        scale.Place(scale.Low).Should().BeApproximately(0, 1e-12);
        scale.Place(scale.High).Should().BeApproximately(1, 1e-12);
        scale.Ticks.Select(tick => tick.Value).Should().BeInAscendingOrder();
        scale.Ticks.Select(tick => tick.Label).Should().OnlyHaveUniqueItems();
        scale.Ticks.Count.Should().BeInRange(2, 10);

        // At most a sign, five digits with their point, and an exponent: -1.0002e-247.
        scale.Ticks.Should().OnlyContain(tick => tick.Label.Length <= 12);
    }
}
