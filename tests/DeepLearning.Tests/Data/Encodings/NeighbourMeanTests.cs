using DeepLearning.Data;

namespace DeepLearning.Tests;

/// <summary>Means over neighbours, beside the formula over all points.</summary>
public sealed class NeighbourMeanTests
{
    [Theory]
    [InlineData(14, 1)]
    [InlineData(100, 1)]
    [InlineData(500, 0.1)]
    [InlineData(500, 1000)]
    public void Of_AnyPlace_IsTheFormula(int points, double scale)
    {
        var random = new RandomStream(points).Fork("points");

        // Rounded, so that many points share a coordinate, and some the place.
        double[] x = [.. Enumerable.Range(0, points).Select(i => Math.Round(random.Normal(i), 1))];
        double[] y = [.. Enumerable.Range(0, points).Select(i => Math.Round(random.Normal(points + i), 1))];
        double[] values = [.. Enumerable.Range(0, points).Select(i => random.Normal((2 * points) + i))];
        var mean = new NeighbourMean(new("x", x, scale), new("y", y, 1), values, [.. Enumerable.Range(0, points)]);
        for (var i = 0; i < 50; i++)
        {
            var (a, b) = (random.Normal((3 * points) + i) * 2, random.Normal((3 * points) + 50 + i) * 2);
            mean.Of(a, b).Should().BeApproximately(Formula(a, b, -1), 1e-9);
        }

        for (var row = 0; row < points && points > 14; row++)
        {
            mean.Of(x[row], y[row], row).Should().BeApproximately(Formula(x[row], y[row], row), 1e-9);
        }

        double Formula(double a, double b, int except)
        {
            var all = Enumerable.Range(0, points).Where(i => i != except)
                .Select(i => (Square: Square((scale * x[i]) - (scale * a)) + Square(y[i] - b), Value: values[i])).ToArray();
            var most = all.Select(point => point.Square).Order().ElementAt(NeighbourMean.Neighbours - 1);
            var reach = Math.Sqrt(most);
            var near = all.Where(point => point.Square <= most).Select(point => (
                Weight: ((1.01 * reach) - Math.Sqrt(point.Square)) / (Math.Sqrt(point.Square) + (0.01 * reach)), point.Value)).ToArray();
            return near.Sum(point => point.Weight * point.Value) / near.Sum(point => point.Weight);
        }

        static double Square(double d) => d * d;
    }

    [Fact]
    public void Of_APlaceWhereManyAre_IsTheirPlainMean()
    {
        double[] x = [.. Enumerable.Repeat(1.0, 20), .. Enumerable.Range(0, 20).Select(i => 2.0 + i)];
        double[] values = [.. Enumerable.Range(0, 40).Select(i => (double)i)];
        var mean = new NeighbourMean(new("x", x, 1), new("y", new double[40], 1), values, [.. Enumerable.Range(0, 40)]);

        mean.Of(1, 0).Should().Be(9.5);
        mean.Of(1, 0, row: 0).Should().Be(10);
    }

    [Fact]
    public void Of_AMissingCoordinate_IsMissing_AndOfAFarOne_IsFinite()
    {
        var mean = new NeighbourMean(new("x", new double[14], 1e200), new("y", new double[14], 1), [.. Enumerable.Repeat(3.0, 14)]);

        mean.Of(double.NaN, 0).Should().Be(double.NaN);
        mean.Of(0, double.NaN).Should().Be(double.NaN);
        mean.Of(double.MaxValue, -double.MaxValue).Should().BeApproximately(3, 1e-12);
    }

    [Fact]
    public void New_OfTooFewOrOthers_IsRefused()
    {
        Failure.Of<ArgumentException>(() => _ = new NeighbourMean(new("x", new double[13], 1), new("y", new double[13], 1), new double[13]))
            .Should().StartWith("There must be as many coordinates as numbers, more than 13, but there are 13, 13 and 13.");
        Failure.Of<ArgumentException>(() => _ = new NeighbourMean(new("x", new double[14], 1), new("y", new double[15], 1), new double[14]))
            .Should().Contain("14, 15 and 14");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new Coordinates("x", [], 0)).Should().Contain("Scale");
    }
}
