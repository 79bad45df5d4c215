using DeepLearning.Tabular;

namespace DeepLearning.Tests.Tabular;

/// <summary>Temperatures and intervals, on answers made up for them.</summary>
public sealed class CalibrationTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void Temperature_OfLogitsThatAreTooSureByAFactor_IsThatFactor(double factor)
    {
        // Labels drawn from softmax(z): the logits that a network claims are z times the factor.
        const int Rows = 20_000;
        var random = new RandomStream(1).Fork("logits");
        var (logits, labels) = (new float[Rows * 3], new int[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            var own = random.Fork(row);
            var z = new[] { 2 * own.Normal(0), 2 * own.Normal(1), 2 * own.Normal(2) };
            var sum = z.Sum(Math.Exp);
            var drawn = own.Uniform(3);
            labels[row] = drawn < Math.Exp(z[0]) / sum ? 0 : drawn < (Math.Exp(z[0]) + Math.Exp(z[1])) / sum ? 1 : 2;
            for (var k = 0; k < 3; k++)
            {
                logits[(row * 3) + k] = (float)(factor * z[k]);
            }
        }

        TemperatureScaling.Fit(logits, labels, All(Rows)).Should().BeApproximately(factor, 0.05 * factor);
    }

    [Fact]
    public void Temperature_CountsRowsByTheirWeights()
    {
        // The first two say that the logits are right in nine of ten cases, the last that they never are.
        float[] logits = [4, 0, 0, 4, 4, 0];
        var asIs = TemperatureScaling.Fit(logits, [0, 1, 1], [1, 1, 1]);
        TemperatureScaling.Fit(logits, [0, 1, 1], [1, 1, 0]).Should().BeLessThan(asIs);
        TemperatureScaling.Fit(logits, [0, 1, 1], [3, 3, 3]).Should().BeApproximately(asIs, 1e-6);
        TemperatureScaling.Fit([.. logits, 4, 0], [0, 1, 1, 1], [1, 1, 0.5, 0.5]).Should().BeApproximately(asIs, 1e-6);
    }

    [Fact]
    public void Softmax_IsThatOfTheLogitsOverTheTemperature()
    {
        var probabilities = new double[2];
        TemperatureScaling.Softmax([MathF.Log(4), 0], 1, probabilities);
        probabilities.Should().Equal([0.8, 0.2], (a, e) => Math.Abs(a - e) < 1e-6);
        TemperatureScaling.Softmax([MathF.Log(4), 0], 2, probabilities);
        probabilities.Should().Equal([2 / 3.0, 1 / 3.0], (a, e) => Math.Abs(a - e) < 1e-6);
        TemperatureScaling.Softmax([5000, 0], 1, probabilities);
        probabilities.Should().Equal(1, 0);
    }

    [Fact]
    public void Intervals_AreThePromisedShareOfTheScaledErrors()
    {
        // Answers 1 … 100, each wrong by a tenth of itself: w is 0.1 times the median of each group of ten, and q the 91st of the ratios.
        double[] answers = [.. Enumerable.Range(1, 100).Select(i => (double)i)];
        var intervals = PredictionIntervals.Fit(answers, [.. answers.Select(answer => 1.1 * answer)], All(100), 0.9);

        intervals.Answers.Should().Equal(5.5, 15.5, 25.5, 35.5, 45.5, 55.5, 65.5, 75.5, 85.5, 95.5);
        intervals.Errors[1].Should().BeApproximately(1.55, 1e-12);
        intervals.Errors[0].Should().BeApproximately(0.55, 1e-12, "a tenth of the mean error, 0.505, is less");
        intervals.HalfWidth(50).Should().BeApproximately(intervals.Factor * 5, 1e-9);
        intervals.HalfWidth(0).Should().BeApproximately(intervals.Factor * 0.55, 1e-9);
        intervals.HalfWidth(1000).Should().BeApproximately(intervals.Factor * 9.55, 1e-9);
        answers.Count(answer => 0.1 * answer <= intervals.HalfWidth(answer)).Should().BeGreaterThanOrEqualTo(91);
    }

    [Fact]
    public void Intervals_OfFewAnswersOrNoErrors_AreThere()
    {
        PredictionIntervals.Fit([1, 2], [1, 3], All(2), 0.9).HalfWidth(2).Should().BeApproximately(1, 1e-12);
        PredictionIntervals.Fit([1, 2, 3], [1, 2, 3], All(3), 0.9).HalfWidth(2).Should().Be(0);
    }

    [Fact]
    public void Intervals_CountRowsByTheirWeights()
    {
        // Twenty answers, all 0: half of them wrong by 1, and half by 10.
        double[] answers = new double[20], truths = [.. Enumerable.Range(0, 20).Select(i => i < 10 ? 1.0 : 10)];
        double Width(double ofTheWrong) => PredictionIntervals.Fit(
            answers, truths, [.. Enumerable.Range(0, 20).Select(i => i < 10 ? 1 : ofTheWrong)], 0.9).HalfWidth(0);

        Width(1).Should().BeApproximately(10, 1e-9);
        Width(0.01).Should().BeApproximately(1, 1e-9, "those wrong by 10 are a hundredth of all");
    }

    private static double[] All(int rows) => [.. Enumerable.Repeat(1.0, rows)];
}
