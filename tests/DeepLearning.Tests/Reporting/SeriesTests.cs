namespace DeepLearning.Tests;

public sealed class SeriesTests
{
    [Fact]
    public void Thinned_AThousandPoints_AreKept()
    {
        var series = Of(Enumerable.Range(0, 1000).Select(i => (double)i));
        series.Thinned().Should().BeSameAs(series);
    }

    [Fact]
    public void Thinned_ManyPoints_BecomeMeansOfNeighbours()
    {
        var thinned = Of(Enumerable.Range(0, 2001).Select(i => (double)i)).Thinned();

        thinned.Name.Should().Be("cost, mean of 3");
        thinned.Points.Should().HaveCount(667);
        thinned.Points[1].Should().Be((4, 4));
        thinned.Points[^1].Should().Be((1999, 1999));
    }

    [Fact]
    public void Thinned_NaN_EntersNoMeanAndIsAGapWhereAlone()
    {
        var thinned = Of(Enumerable.Range(0, 2000).Select(i => i is 1 or 6 or 7 ? double.NaN : i)).Thinned();

        thinned.Points[0].Should().Be((0, 0));
        double.IsNaN(thinned.Points[3].Y).Should().BeTrue();
        thinned.Points[4].Should().Be((8.5, 8.5));
    }

    private static Series Of(IEnumerable<double> values) => new("cost", "steps", [.. values.Select((value, i) => ((double)i, value))]);
}
