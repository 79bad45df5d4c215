namespace DeepLearning.Tests;

public sealed class PiecewiseLinearBinsTests
{
    private static T[] Inputs<T>(PiecewiseLinearBins bins, double x)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var inputs = new T[bins.Count];
        bins.Encode<T>(x, inputs);
        return inputs;
    }

    [Fact]
    public void Fit_NumbersInEqualSteps_IsByHand()
    {
        var bins = PiecewiseLinearBins.Fit([8, 0, 7, 1, double.NaN, 6, 2, 5, 3, 4], 4, "a");

        bins.Edges.ToArray().Should().Equal(0, 2, 4, 6, 8);
        bins.Count.Should().Be(4);
        Inputs<double>(bins, 5).Should().Equal(1, 1, 0.5, 0);
        Inputs<float>(bins, 5).Should().Equal(1, 1, 0.5f, 0);
        Inputs<double>(bins, 2).Should().Equal(1, 0, 0, 0);
        Inputs<double>(bins, -100).Should().Equal(0, 0, 0, 0);
        Inputs<double>(bins, 1e300).Should().Equal(1, 1, 1, 1);
        Inputs<double>(bins, double.NaN).Should().OnlyContain(input => double.IsNaN(input));
    }

    [Fact]
    public void Fit_HeavyValue_DoesNotUseUpTheBins()
    {
        // 16 values in 4 bins: each counts 4 times at most, which leaves 0, 0, 0, 0, 1, 2, 3, 4.
        var bins = PiecewiseLinearBins.Fit([.. new double[12], 4, 3, 2, 1], 4, "a");

        bins.Edges.ToArray().Should().Equal(0, 0.5, 2.25, 4);
    }

    [Fact]
    public void Fit_Numbers_IsThatOfNumPy()
    {
        double[] values = [3.1, -2.7, 0, 0, 0, 0, 0, 0, 11.9, 0.4, 0.4, 7.3, -5.2, 1e3, 2.2, 6.6, 0.9];
        var bins = PiecewiseLinearBins.Fit(values, 5, "a");

        Same(bins.Edges.ToArray(), [-5.2, 0.0, 0.4, 1.94, 6.88, 1000.0]);
        Same(Inputs<double>(bins, 0.3), [1.0, 0.7499999999999999, 0.0, 0.0, 0.0]);
        Same(Inputs<double>(bins, 5), [1.0, 1.0, 1.0, 0.6194331983805669, 0.0]);
        Same(Inputs<double>(bins, -3), [0.4230769230769231, 0.0, 0.0, 0.0, 0.0]);
    }

    [Fact]
    public void Fit_FewerThanThreeEdges_MakesNoBins()
    {
        PiecewiseLinearBins.Fit([], 4, "a").Count.Should().Be(0);
        PiecewiseLinearBins.Fit([double.NaN], 4, "a").Count.Should().Be(0);
        PiecewiseLinearBins.Fit([7], 4, "a").Count.Should().Be(0);
        PiecewiseLinearBins.Fit([7, 7, 7, 7, 7], 4, "a").Count.Should().Be(0);
        PiecewiseLinearBins.Fit([1, 2, 3, 4], 1, "a").Count.Should().Be(0, "one bin has two edges");
        Inputs<double>(PiecewiseLinearBins.Fit([7], 4, "a"), 7).Should().BeEmpty();
    }

    [Fact]
    public void Fit_TwoValues_HasEdgesBetweenThem() =>
        PiecewiseLinearBins.Fit([0, 1], 2, "a").Edges.ToArray().Should().Equal(0, 0.5, 1);

    [Fact]
    public void Encode_EveryNumber_CanBeReadFromItsInputs()
    {
        var values = Given.Normal<double>(1, 200, seed: 5).ToColumnMajorArray();
        foreach (var count in new[] { 2, 3, 32, 1024 })
        {
            var bins = PiecewiseLinearBins.Fit(values, count, "a");
            bins.Count.Should().BeInRange(2, count);
            var edges = bins.Edges.ToArray();
            foreach (var x in new[] { -9, -1.5, -0.3, 0, 1e-3, 0.7, 2, 9, values[0], values[^1], edges[1] })
            {
                var inputs = Inputs<double>(bins, x);
                inputs.Should().OnlyContain(input => input >= 0 && input <= 1).And.BeInDescendingOrder();
                (edges[0] + inputs.Select((input, i) => input * (edges[i + 1] - edges[i])).Sum())
                    .Should().BeApproximately(Math.Clamp(x, edges[0], edges[^1]), 1e-12);
            }
        }
    }

    [Fact]
    public void Fit_RangeOutsideOfDoubles_IsRefused() =>
        Failure.Of<ArgumentException>(() => PiecewiseLinearBins.Fit([-1.7e308, 0, 1.7e308], 4, "a")).Should().Be(
            "The range of column \"a\" is too large or too small for a double: express it in another unit.");

    [Fact]
    public void Constructor_WhatAreNoEdges_IsRefused()
    {
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new PiecewiseLinearBins([1])))
            .Should().Be("There must be at least 3 edges, or none, but there is 1. (Parameter 'edges')");
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new PiecewiseLinearBins([1, 2])))
            .Should().Be("There must be at least 3 edges, or none, but there are 2. (Parameter 'edges')");
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new PiecewiseLinearBins([1, 2, 2])))
            .Should().Be("The edges must ascend, each greater than the one before. (Parameter 'edges')");
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new PiecewiseLinearBins([1, double.NaN, 2])))
            .Should().Be("The edges must ascend, each greater than the one before. (Parameter 'edges')");
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new PiecewiseLinearBins([-1.7e308, 0, 1.7e308])))
            .Should().Be("The range of the edges must be finite. (Parameter 'edges')");
    }

    [Fact]
    public void Equals_OfOtherEdges_IsFalse()
    {
        var bins = new PiecewiseLinearBins([1, 2, 3]);

        bins.Should().Be(new PiecewiseLinearBins([1, 2, 3])).And.NotBe(new PiecewiseLinearBins([1, 2.5, 3]));
        bins.GetHashCode().Should().Be(new PiecewiseLinearBins([1, 2, 3]).GetHashCode());
        bins.Equals(null).Should().BeFalse();
        new PiecewiseLinearBins([]).GetHashCode().Should().Be(new PiecewiseLinearBins([]).GetHashCode());
    }

    private static void Same(double[] actual, double[] golden)
    {
        actual.Should().HaveSameCount(golden);
        actual.Zip(golden).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) <= 1e-14 * Math.Abs(pair.Second));
    }
}
