namespace DeepLearning.Tests;

public sealed class RobustScalingTests
{
    [Fact]
    public void Fit_DifferentQuartiles_IsByHand()
    {
        // Quartiles 1.75 and 5.
        var scaling = RobustScaling.Fit([8, 1, double.NaN, 4, 2], "a");

        scaling.Should().Be(new RobustScaling(3, 1 / 3.25));
        scaling.Of(3).Should().Be(0);
        scaling.Of(6.25).Should().BeApproximately(3 / Math.Sqrt(10), 1e-15, "u = 1");
        scaling.Of(12.75).Should().BeApproximately(3 / Math.Sqrt(2), 1e-15, "u = 3");
        scaling.Of(-0.25).Should().Be(-scaling.Of(6.25));
        scaling.Of(double.NaN).Should().Be(double.NaN);
    }

    [Fact]
    public void Fit_Numbers_IsThatOfNumPy()
    {
        double[] values = [3.1, -2.7, 0, 0, 0, 0, 0, 0, 11.9, 0.4, 0.4, 7.3, -5.2, 1e3, 2.2, 6.6, 0.9];
        var scaling = RobustScaling.Fit(values, "a");

        double[] golden = [0.836430584591866, -0.9486832980505138, -0.12891307341092012, 2.332679062038633, 2.9998701695781493];
        new[] { 3.1, -2.7, 0, 11.9, 1e3 }.Select(scaling.Of).Zip(golden)
            .Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-14);
    }

    [Fact]
    public void Fit_EqualQuartiles_ScalesByTheRange()
    {
        var scaling = RobustScaling.Fit([0, 0, 0, 0, 0, 0, 0, 8], "a");

        scaling.Should().Be(new RobustScaling(0, 0.25));
        scaling.Of(8).Should().BeApproximately(6 / Math.Sqrt(13), 1e-15, "u = 2");
    }

    [Fact]
    public void Fit_ConstantOrNothing_BecomesZero()
    {
        RobustScaling.Fit([5], "a").Should().Be(new RobustScaling(5, 0));
        RobustScaling.Fit([5, double.NaN, 5], "a").Should().Be(new RobustScaling(5, 0));
        RobustScaling.Fit([double.NaN], "a").Should().Be(new RobustScaling(0, 0));
        RobustScaling.Fit([], "a").Should().Be(new RobustScaling(0, 0));
        new RobustScaling(-1.7e308, 0).Of(1.7e308).Should().Be(0, "an infinite distance times 0 would be NaN");
        new RobustScaling(5, 0).Of(double.NaN).Should().Be(double.NaN);
    }

    [Fact]
    public void Of_EveryNumber_AscendsWithinTheBound()
    {
        foreach (var scaling in new[] { new RobustScaling(0, 1), new RobustScaling(0, 0.3), new RobustScaling(0, 1e300) })
        {
            var last = 0.0;
            for (var exponent = -308; exponent <= 308; exponent++)
            {
                var x = Math.Pow(10, exponent);
                scaling.Of(x).Should().BeInRange(last, 3);
                scaling.Of(-x).Should().Be(-scaling.Of(x));
                last = scaling.Of(x);
            }

            last.Should().Be(3);
        }

        new RobustScaling(0, 1).Of(1e-3).Should().BeApproximately(1e-3, 1e-9, "small values stay nearly as they are");
    }

    [Fact]
    public void Fit_RangeOutsideOfDoubles_IsRefused()
    {
        const string Refused = "The range of column \"a\" is too large or too small for a double: express it in another unit.";
        Failure.Of<ArgumentException>(() => RobustScaling.Fit([-1.7e308, -1.7e308, 1.7e308, 1.7e308], "a")).Should().Be(Refused);
        Failure.Of<ArgumentException>(() => RobustScaling.Fit([0, 0, 0, 0, 0, 0, 0, 0, -1.7e308, 1.7e308], "a")).Should().Be(Refused);
        Failure.Of<ArgumentException>(() => RobustScaling.Fit([0, 0, 1e-310, 1e-310], "a")).Should().Be(Refused);
        RobustScaling.Fit([0, 1, 2, 3, 4, 5, 6, 7, -1.7e308, 1.7e308], "a").Of(1.7e308).Should().Be(3, "two outliers are no reason");
    }

    [Fact]
    public void Constructor_NumbersOutOfRange_AreRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => GC.KeepAlive(new RobustScaling(double.NaN, 1)))
            .Should().Be("Median must be a finite number, got NaN. (Parameter 'Median')");
        Failure.Of<ArgumentOutOfRangeException>(() => GC.KeepAlive(new RobustScaling(0, -1)))
            .Should().Be("Scale must be a finite number, 0 or greater, got -1. (Parameter 'Scale')");
    }
}
