namespace DeepLearning.Tests;

public sealed class MeasuredErrorTests
{
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Interval_OfMistakes_IsWilsonsAsNewcombePrintsIt(int mistakes, int examples, double low, double high)
    {
        // Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3.
        var (l, h) = MeasuredError.OfMistakes(mistakes, examples).Interval();
        l.Should().BeApproximately(low, 5e-5);
        h.Should().BeApproximately(high, 5e-5);
    }

    [Fact]
    public void Interval_AtTheEnds_HoldsTheErrorItself()
    {
        foreach (var examples in new[] { 1, 2, 10, 1000, 1_000_000 })
        {
            MeasuredError.OfMistakes(0, examples).Interval().Low.Should().Be(0);
            MeasuredError.OfMistakes(examples, examples).Interval().High.Should().Be(1);
        }
    }

    [Fact]
    public void Interval_OfMeans_IsStudents()
    {
        // 15 zeros and 15 twos: mean 1, s² = 30 / 29, t of 29 degrees of freedom at 97.5 % is 2.04523.
        var error = MeasuredError.OfEach([.. Enumerable.Repeat(0.0, 15), .. Enumerable.Repeat(2.0, 15)]);
        error.Value.Should().BeApproximately(1, 1e-15);
        error.Examples.Should().Be(30);
        error.Interval().High.Should().BeApproximately(1 + (2.04523 * Math.Sqrt(30.0 / 29 / 30)), 1e-5);
        error.Interval(0.5).High.Should().BeLessThan(error.Interval().High);
    }

    [Fact]
    public void Interval_OfMeansOfFewerThanThirty_IsInfinite()
    {
        MeasuredError.OfEach([.. Enumerable.Repeat(1.0, 29)]).Interval().Should().Be((double.NegativeInfinity, double.PositiveInfinity));
        MeasuredError.OfEach(1).Interval().High.Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void Interval_OfWhatIsKnown_IsItself() => MeasuredError.Exactly(0.07).Interval().Should().Be((0.07, 0.07));

    [Theory]
    [InlineData(0.02, 50)]
    [InlineData(0.1, 200)]
    [InlineData(0.5, 30)]
    public void Interval_OfManySamples_CoversTheTruthAsOftenAsPromised(double truth, int examples)
    {
        const int Samples = 2000;
        var random = new RandomStream(1).Fork("coverage").Fork(examples);
        var covered = Enumerable.Range(0, Samples).Count(sample =>
        {
            var mistakes = Enumerable.Range(0, examples).Count(i => random.Uniform(((long)sample * examples) + i) < truth);
            var (low, high) = MeasuredError.OfMistakes(mistakes, examples).Interval();
            return low <= truth && truth <= high;
        });
        ((double)covered / Samples).Should().BeInRange(0.91, 0.99);
    }

    [Fact]
    public void Of_AnEvaluation_IsItsErrorAndExamples()
    {
        var network = new Network<double>(1, seed: 1, [new Dense(1, Activation.Sigmoid)]);
        network.Layers[0].Weights = Given.Rows([1]);
        var evaluation = (ClassificationEvaluation)network.Evaluate(Given.Rows([-1, 1, 2, 3]), Given.Rows([0, 1, 1, 0]));
        var error = MeasuredError.Of(evaluation);
        (error.Value, error.Examples, error.ToString()).Should().Be((0.25, 4, "25.00 % of 4"));
        MeasuredError.Exactly(0.005).ToString().Should().Be("0.50 %");
    }

    [Fact]
    public void Make_OutOfRange_IsRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => MeasuredError.OfMistakes(5, 4))
            .Should().Be("mistakes must be from 0 to the number of examples, 4, got 5. (Parameter 'mistakes')");
        Failure.Of<ArgumentOutOfRangeException>(() => MeasuredError.OfMistakes(-1, 4))
            .Should().Be("mistakes must be from 0 to the number of examples, 4, got -1. (Parameter 'mistakes')");
        Failure.Of<ArgumentOutOfRangeException>(() => MeasuredError.OfMistakes(0, 0))
            .Should().Be("examples must be 1 or greater, got 0. (Parameter 'examples')");
        Failure.Of<ArgumentOutOfRangeException>(() => MeasuredError.OfRate(1.1, 10))
            .Should().Be("rate must be in [0, 1], got 1.1. (Parameter 'rate')");
        Failure.Of<ArgumentOutOfRangeException>(() => MeasuredError.OfRate(0.1, 0))
            .Should().Be("examples must be 1 or greater, got 0. (Parameter 'examples')");
        Failure.Of<ArgumentOutOfRangeException>(() => MeasuredError.Exactly(double.NaN))
            .Should().Be("value must be a finite number, 0 or greater, got NaN. (Parameter 'value')");
        Failure.Of<ArgumentException>(() => MeasuredError.OfEach())
            .Should().Be("errors must hold the error of one example or more. (Parameter 'errors')");
        Failure.Of<ArgumentException>(() => MeasuredError.OfEach(1, -2))
            .Should().Be("errors[1] is -2; an error must be a finite number, 0 or greater. (Parameter 'errors')");
        Failure.Of<ArgumentOutOfRangeException>(() => MeasuredError.Exactly(0).Interval(1))
            .Should().Be("confidence must be in (0, 1), got 1. (Parameter 'confidence')");
        FluentActions.Invoking(() => MeasuredError.Of((ClassificationEvaluation)null!)).Should().ThrowExactly<ArgumentNullException>();
    }
}
