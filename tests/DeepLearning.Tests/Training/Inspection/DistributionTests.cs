using System.Numerics;

namespace DeepLearning.Tests;

public sealed class DistributionTests
{
    [Fact]
    public void Of_SomeNumbers_AreMeanVarianceAndBins()
    {
        // Mean 3; differences −3, −1, 0, 1, 3; variance 20 / 5. Bins of width 2: [0, 2), [2, 4), [4, 6].
        var distribution = Distribution.Of<double>([0, 2, 3, 4, 6], bins: 3);
        distribution.Mean.Should().BeApproximately(3, 1e-15);
        distribution.Variance.Should().BeApproximately(4, 1e-14);
        distribution.Should().BeEquivalentTo(new { Minimum = 0.0, Maximum = 6.0, Counts = new long[] { 1, 2, 2 }, NotFinite = 0L });
        Enumerable.Range(0, 4).Select(distribution.Edge).Should().Equal(0, 2, 4, 6);
    }

    [Fact]
    public void Of_NumbersThatAreNotFinite_CountsThemApart()
    {
        var distribution = Distribution.Of<float>([float.NaN, 1, float.PositiveInfinity, 3, float.NegativeInfinity], bins: 2);
        (distribution.Mean, distribution.Variance).Should().Be((2, 1));
        distribution.Counts.Should().Equal(1, 1);
        distribution.NotFinite.Should().Be(3);
    }

    [Fact]
    public void Of_NothingFinite_IsNaNAndEmpty()
    {
        var distribution = Distribution.Of<double>([double.NaN], bins: 4);
        new[] { distribution.Mean, distribution.Variance, distribution.Minimum, distribution.Maximum }.Should()
            .OnlyContain(value => double.IsNaN(value));
        distribution.Counts.Should().Equal(0, 0, 0, 0);
        Distribution.Of<double>([], bins: 1).NotFinite.Should().Be(0);
    }

    [Fact]
    public void Of_EqualNumbers_AreInTheMiddleBin()
    {
        Distribution.Of<double>([5, 5], bins: 3).Counts.Should().Equal(0, 2, 0);
        Distribution.Of<double>([5, 5], bins: 1).Counts.Should().Equal(2);
    }

    [Fact]
    public void Of_TheLargestNumbersThereAre_OverflowsNowhere()
    {
        var histogram = Distribution.Of<double>([-double.MaxValue, 0, double.MaxValue], bins: 4);
        histogram.Counts.Should().Equal(1, 0, 1, 1);
        histogram.Edge(2).Should().Be(0);
    }

    [Fact]
    public void Of_AnyNumbers_CountsEachOnce()
    {
        foreach (var bins in new[] { 1, 2, 7, 30 })
        {
            var values = Given.Normal<float>(1, 1300, seed: bins).ToColumnMajorArray();
            var distribution = Distribution.Of<float>(values, bins);
            distribution.Counts.Sum().Should().Be(1300);
            var width = ((double)values.Max() - values.Min()) / bins;
            distribution.Counts[0].Should().BeCloseTo(values.Count(value => value < values.Min() + width), 1);
            distribution.Variance
                .Should().BeApproximately(values.Average(value => (value - distribution.Mean) * (value - distribution.Mean)), 1e-12);
            distribution.Minimum.Should().Be(values.Min());
            distribution.Edge(bins).Should().Be(values.Max());
            distribution.Mean.Should().BeApproximately(values.Average(value => (double)value), 1e-12);
        }
    }

    [Fact]
    public void Norms_OfAnyLength_AreThoseOfTheFormula()
    {
        foreach (var length in new[] { 0, 1, 3, 511, 512, 513, 1024, 1300 })
        {
            var (left, right) = (
                Given.Normal<float>(1, length + 1, 1).ToColumnMajorArray()[1..],
                Given.Normal<float>(1, length + 1, 2).ToColumnMajorArray()[1..]);
            Norms.Of<float>(left).Should().BeApproximately(Math.Sqrt(left.Sum(x => (double)x * x)), 1e-12);
            Norms.OfDifference<float>(left, right)
                .Should().BeApproximately(Math.Sqrt(left.Zip(right, (x, y) => (double)x - y).Sum(d => d * d)), 1e-12);
        }

        Norms.Of<float>([3e-30f, 4e-30f]).Should().BeApproximately(5e-30, 1e-36, "squares of small floats are not lost");
    }
}
