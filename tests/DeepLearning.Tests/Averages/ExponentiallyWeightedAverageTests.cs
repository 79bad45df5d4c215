namespace DeepLearning.Tests;

public sealed class ExponentiallyWeightedAverageTests
{
    private static readonly ExponentiallyWeightedAverage Average = new(0.9);

    [Fact]
    public void Next_ThreeValues_IsTheFormula()
    {
        // v₁ = 0.1 · 10, v₂ = 0.9 · 1 + 0.1 · 20, v₃ = 0.9 · 2.9 + 0.1 · 30.
        Average.Next(0.0, 10).Should().BeApproximately(1, 1e-15);
        Average.Next(1.0, 20).Should().BeApproximately(2.9, 1e-15);
        Average.Next(2.9, 30).Should().BeApproximately(5.61, 1e-14);
        Average.Next(2.9f, 30).Should().BeApproximately(5.61f, 1e-6f);
    }

    [Fact]
    public void Smooth_CorrectsTheBiasOfTheStart()
    {
        // The weights given so far sum to 1 − 0.9ᵗ: 0.1, 0.19, 0.271.
        Average.Smooth([10, 20, 30]).Should().Equal([10, 2.9 / 0.19, 5.61 / 0.271], (a, e) => Math.Abs(a - e) < 1e-12);
        Average.Smooth(Enumerable.Repeat(7.5, 200))
            .Should().OnlyContain(value => Math.Abs(value - 7.5) < 1e-13, "a constant is its own average");
        Average.Smooth([]).Should().BeEmpty();
    }

    [Fact]
    public void BiasCorrection_CountsFromOne()
    {
        Average.BiasCorrection(1).Should().BeApproximately(0.1, 1e-15);
        Average.BiasCorrection(2).Should().BeApproximately(0.19, 1e-15);
        Average.Corrected(2.9, 2).Should().BeApproximately(2.9 / 0.19, 1e-12);
        Average.BiasCorrection(long.MaxValue).Should().Be(1);
    }

    [Fact]
    public void Next_Spans_AreTheSameBitsAsOneByOne()
    {
        for (var length = 1; length < 40; length++)
        {
            var averages = Given.Normal<float>(length, 1, seed: 1).ToColumnMajorArray();
            var values = Given.Normal<float>(length, 1, seed: 2).ToColumnMajorArray();
            var expected = averages.Zip(values, Average.Next).ToArray();
            Average.Next<float>(averages, values);
            averages.Bits().Should().Equal(expected.Bits());
        }
    }

    [Fact]
    public void Window_IsTheNumberOfValuesAveraged()
    {
        Average.Window.Should().BeApproximately(10, 1e-14);
        new ExponentiallyWeightedAverage(0.98).Window.Should().BeApproximately(50, 1e-12);
        default(ExponentiallyWeightedAverage).Next(5.0, 3).Should().Be(3, "with β = 0 the average is the last value");
    }

    [Fact]
    public void Next_SpansThatDoNotAgree_AreRefused()
    {
        Failure.Of<ArgumentException>(() => Average.Next<double>([], [])).Should()
            .Be("averages is empty, but must hold at least one number. (Parameter 'averages')");
        Failure.Of<ArgumentException>(() => Average.Next<double>(new double[2], new double[3])).Should()
            .Be("values must be a span of 2, as many as averages, but is one of 3. (Parameter 'values')");
        var shared = new double[3];
        Failure.Of<ArgumentException>(() => Average.Next<double>(shared.AsSpan(0, 2), shared.AsSpan(1, 2))).Should()
            .Be("averages and values overlap: what is written must be memory of its own. (Parameter 'averages')");
    }

    [Fact]
    public void Next_NaN_Stays() => Average.Next(double.NaN, 1).Should().Be(double.NaN);

    [Fact]
    public void BadArguments_AreRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new ExponentiallyWeightedAverage(1))
            .Should().Be("beta must be in [0, 1), got 1. (Parameter 'beta')");
        Failure.Of<ArgumentOutOfRangeException>(() => Average.BiasCorrection(0))
            .Should().Be("count must be 1 or greater, got 0. (Parameter 'count')");
        Failure.Of<ArgumentException>(() => Average.Next<double>(new double[2], new double[3]))
            .Should().Be("values must be a span of 2, as many as averages, but is one of 3. (Parameter 'values')");
        Failure.Of<ArgumentNullException>(() => Average.Smooth(null!)).Should().Be("Value cannot be null. (Parameter 'values')");
    }
}
