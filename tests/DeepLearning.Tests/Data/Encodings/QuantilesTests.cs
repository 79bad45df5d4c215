using MathNet.Numerics.Statistics;

namespace DeepLearning.Tests;

public sealed class QuantilesTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.5, 3)]
    [InlineData(0.75, 5)]
    [InlineData(1, 8)]
    public void Of_FourNumbers_IsByHand(double share, double expected) => Quantiles.Of([1, 2, 4, 8], share).Should().Be(expected);

    [Fact]
    public void Of_Numbers_IsThatOfNumPy()
    {
        double[] values = [3.1, -2.7, 0, 0, 0, 0, 0, 0, 11.9, 0.4, 0.4, 7.3, -5.2, 1e3, 2.2, 6.6, 0.9];
        double[] shares = [0, 0.1, 0.25, 1 / 3.0, 0.5, 0.75, 0.9, 1];
        double[] golden = [-5.2, -1.0799999999999998, 0.0, 0.0, 0.4, 3.1, 9.140000000000002, 1000.0];

        var sorted = Quantiles.Sorted(values);

        shares.Select(share => Quantiles.Of(sorted, share)).Should().Equal(golden);
    }

    [Fact]
    public void Of_ManyNumbers_IsThatOfMathNetAndAscends()
    {
        var sorted = Quantiles.Sorted(Given.Normal<double>(1, 101, seed: 3).ToColumnMajorArray());
        var last = double.NegativeInfinity;
        for (var i = 0; i <= 1000; i++)
        {
            var quantile = Quantiles.Of(sorted, i / 1000.0);
            quantile.Should().BeApproximately(
                SortedArrayStatistics.QuantileCustom(sorted, i / 1000.0, QuantileDefinition.R7), 1e-12);
            quantile.Should().BeGreaterThanOrEqualTo(last);
            last = quantile;
        }
    }

    [Fact]
    public void Of_OneNumberOrEqualOnes_IsThatNumber()
    {
        Quantiles.Of([0.1], 0.3).Should().Be(0.1);
        Quantiles.Of([0.1, 0.1, 0.1], 0.3).Should().Be(0.1);
    }

    [Fact]
    public void Of_NumbersTooFarApartToSubtract_IsBetweenThem()
    {
        Quantiles.Of([-1.6e308, 1.6e308], 0.5).Should().Be(0);
        Quantiles.Of([-1.6e308, 1.6e308], 0.25).Should().BeApproximately(-0.8e308, 1e293);
        Quantiles.Of([-1.6e308, 1.6e308], 1).Should().Be(1.6e308);
    }

    [Fact]
    public void Sorted_Numbers_AreThoseThatAreThereInOrder()
    {
        double[] values = [2, double.NaN, -1, 5, double.NaN, -1];

        Quantiles.Sorted(values).Should().Equal(-1, -1, 2, 5);
        values.Should().Equal([2, double.NaN, -1, 5, double.NaN, -1], "what is given stays");
        Quantiles.Sorted([double.NaN]).Should().BeEmpty();
    }
}
