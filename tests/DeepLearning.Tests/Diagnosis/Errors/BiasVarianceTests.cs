namespace DeepLearning.Tests;

/// <summary>The verdict on made cases: the course's, the statistics', and networks whose problem is known.</summary>
public sealed class BiasVarianceTests
{
    private const string Neither = "neither high bias nor high variance";

    [Theory]
    [InlineData(0, 0.01, null, 0.11, "high variance")]
    [InlineData(0, 0.15, null, 0.16, "high bias")]
    [InlineData(0, 0.15, null, 0.30, "high bias and high variance")]
    [InlineData(0, 0.005, null, 0.01, Neither)]
    [InlineData(0.15, 0.15, null, 0.16, Neither)]
    [InlineData(0.01, 0.08, null, 0.10, "high bias and high variance")]
    [InlineData(0.075, 0.08, null, 0.10, "high variance")]
    [InlineData(0, 0.01, 0.09, 0.10, "high variance")]
    [InlineData(0, 0.01, 0.015, 0.10, "data mismatch")]
    [InlineData(0, 0.10, 0.11, 0.12, "high bias")]
    [InlineData(0, 0.10, 0.11, 0.20, "high bias and data mismatch")]
    [InlineData(0, 0.005, 0.01, 0.02, "neither high bias nor high variance nor data mismatch")]
    [InlineData(0.04, 0.07, 0.10, 0.06, "high bias and high variance")]
    public void Analyze_TheCoursesExamples_ComeOutAsInTheCourse(
        double human, double training, double? trainingDev, double dev, string verdict)
    {
        var report = BiasVariance.Analyze(
            MeasuredError.Exactly(training), MeasuredError.Exactly(dev), MeasuredError.Exactly(human),
            trainingDev is null ? null : MeasuredError.Exactly(trainingDev.Value));
        report.Verdict.Should().Be(verdict);
        report.IsConclusive.Should().BeTrue();
        report.AvoidableBias.Size.Should().BeApproximately(training - human, 1e-15);
        report.Variance.Size.Should().BeApproximately((trainingDev ?? dev) - training, 1e-15);
        (report.Mismatch?.Size).Should().Be(trainingDev is null ? null : dev - trainingDev);
    }

    [Theory]
    [InlineData(0.01, 0.11, 10_000, 1_000, "high variance")]
    [InlineData(0.05, 0.11, 10_000, 10, "high bias; can't tell about variance")]
    [InlineData(0.00, 0.00, 10_000, 100, "can't tell about variance; else nothing is high")]
    [InlineData(0.00, 0.01, 10_000, 10_000, Neither)]
    [InlineData(0.00, 0.01, 10_000, 300, "can't tell about variance; else nothing is high")]
    [InlineData(0.00, 0.005, 10_000, 10_000, Neither)]
    [InlineData(0.05, 0.12, 40, 30, "high bias; can't tell about variance")]
    [InlineData(0.00, 0.10, 20, 20, "can't tell")]
    [InlineData(0.15, 0.30, 1_000, 200, "high bias and high variance")]
    [InlineData(0.20, 0.20, 100_000, 20_000, "high bias")]
    [InlineData(0.30, 0.10, 1_000, 1_000, "high bias")]
    public void Analyze_SetsOfASize_SaysSoWhenTheyAreTooSmall(
        double training, double dev, int trainingExamples, int devExamples, string verdict) =>
        BiasVariance.Analyze(MeasuredError.OfRate(training, trainingExamples), MeasuredError.OfRate(dev, devExamples)).Verdict
            .Should().Be(verdict);

    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(10, 10, 0, 10, 0.6075, 1)]
    public void Analyze_IntervalOfTheDifference_IsAsNewcombePrintsIt(
        int mistakes, int examples, int others, int otherExamples, double low, double high)
    {
        // Newcombe, "Interval estimation for the difference between independent proportions", 1998, table II, method 10.
        var variance =
            BiasVariance.Analyze(MeasuredError.OfMistakes(others, otherExamples), MeasuredError.OfMistakes(mistakes, examples)).Variance;
        variance.Low.Should().BeApproximately(low, 5e-5);
        variance.High.Should().BeApproximately(high, 5e-5);
    }

    [Fact]
    public void Analyze_EqualErrorsDrawnManyTimes_AreRarelyCalledHigh()
    {
        const int Samples = 2000;
        const int Examples = 200;
        var random = new RandomStream(1).Fork("draws");
        int Mistakes(int sample) => Enumerable.Range(0, Examples).Count(i => random.Uniform(((long)sample * Examples) + i) < 0.1);
        var high = Enumerable.Range(0, Samples).Count(sample => BiasVariance.Analyze(
            MeasuredError.OfMistakes(Mistakes(2 * sample), Examples),
            MeasuredError.OfMistakes(Mistakes((2 * sample) + 1), Examples)).Variance.IsHigh);
        ((double)high / Samples).Should().BeInRange(0.01, 0.04, "a one-sided test at 2.5 %");
    }

    [Fact]
    public void Analyze_AsManyExamplesAsItAskedFor_CanTell()
    {
        var few = BiasVariance.Analyze(MeasuredError.OfRate(0.02, 500), MeasuredError.OfRate(0.02, 500));
        few.Variance.ToString().Should().Be("variance 0.00 points (-1.88 to 1.88): can't tell, as a rule 1,800 examples in each set would");
        BiasVariance.Analyze(MeasuredError.OfRate(0.02, 1800), MeasuredError.OfRate(0.02, 1800)).Variance.IsLow.Should().BeTrue();
    }

    [Fact]
    public void ToString_OfAReport_SaysVerdictGapsAndAdvice()
    {
        BiasVariance.Analyze(MeasuredError.OfMistakes(20, 2000), MeasuredError.OfMistakes(110, 1000), MeasuredError.Exactly(0.005))
            .ToString().Should().Be(
            "high variance\n" +
            "  avoidable bias 0.50 points (0.15 to 1.04): low\n" +
            "  variance 10.00 points (8.13 to 12.12): high\n" +
            "Against variance: more data, augmentation, regularization (L2, dropout), early stopping, another architecture.");
        BiasVariance.Analyze(MeasuredError.Exactly(0.01), MeasuredError.Exactly(0.01)).Advice
            .Should().Be("Nothing needs to be done, unless human-level error is known to be lower.");
        BiasVariance.Analyze(MeasuredError.OfRate(0, 10), MeasuredError.OfRate(0, 10)).Advice.Should().Be("Measure on larger sets.");
        BiasVariance.Analyze(MeasuredError.Exactly(0.1), MeasuredError.Exactly(0.5), null, MeasuredError.Exactly(0.15)).Advice.Should().Be(
            "Against data mismatch: look at how the dev examples differ, and make the training examples more like them, by collecting or " +
            "by making such.\n" +
            "Against bias: a bigger network, longer training or a better optimizer, another architecture, less regularization.\n" +
            "Against variance: more data, augmentation, regularization (L2, dropout), early stopping, another architecture.");
    }

    [Fact]
    public void Options_Tolerance_DecidesWhatIsHigh()
    {
        var (training, dev) = (MeasuredError.Exactly(0.02), MeasuredError.Exactly(0.06));
        BiasVariance.Analyze(training, dev, tolerance: 0.05).Verdict.Should().Be(Neither);
        BiasVariance.Analyze(training, dev, tolerance: 0.03).Verdict.Should().Be("high variance");
        Failure.Of<ArgumentOutOfRangeException>(() => BiasVariance.Analyze(training, dev, tolerance: -1))
            .Should().Be("tolerance must be a finite number, 0 or greater, got -1. (Parameter 'tolerance')");
        Failure.Of<ArgumentOutOfRangeException>(() => BiasVariance.Analyze(training, dev, confidence: 1))
            .Should().Be("confidence must be in (0, 1), got 1. (Parameter 'confidence')");
    }

    [Fact]
    public void Analyze_KnownLabelNoise_IsBiasUnlessItIsKnownToBeNoise()
    {
        // A line, and one label in five turned round: nobody can do better than 20 %.
        var (train, dev) = (Made(4000, 1, Line, noise: 0.2), Made(4000, 2, Line, noise: 0.2));
        var network = Train(train, [new Dense(1, Activation.Sigmoid)], epochs: 20);
        const double Tolerance = 0.03;
        BiasVariance.Analyze(network, train, dev, tolerance: Tolerance).Verdict.Should().Be("high bias");
        BiasVariance.Analyze(network, train, dev, MeasuredError.Exactly(0.2), tolerance: Tolerance).Verdict.Should().Be(Neither);
    }

    [Fact]
    public void Analyze_KnownCapacity_IsBiasOfALineAndVarianceOfAMemory()
    {
        var (train, dev) = (Made(3000, 1, Circle), Made(3000, 2, Circle));
        var few = Made(60, 3, Circle, noise: 0.2);
        BiasVariance Of(Dataset<double> training, int hidden, int epochs) => BiasVariance.Analyze(
            Train(
                training, hidden == 0
                    ? [new Dense(1, Activation.Sigmoid)]
                    : [new Dense(hidden, Activation.Tanh), new Dense(1, Activation.Sigmoid)], epochs),
            training, dev, tolerance: 0.03);
        Of(train, hidden: 0, epochs: 20).Verdict.Should().Be("high bias", "a line is no circle");
        Of(train, hidden: 16, epochs: 60).Verdict.Should().Be(Neither);
        Of(few, hidden: 200, epochs: 1500).Variance.IsHigh.Should().BeTrue("sixty examples, a fifth of them wrong, were learned by heart");
        Of(few, hidden: 200, epochs: 1500).AvoidableBias.IsHigh.Should().BeFalse();
    }

    [Fact]
    public void Analyze_KnownShift_IsDataMismatch()
    {
        // In the dev set the meaning of the first feature is turned round.
        var (train, trainingDev) = (Made(3000, 1, Line), Made(3000, 2, Line));
        var dev = Made(3000, 3, x => Line([-x[0], x[1]]));
        var network = Train(train, [new Dense(16, Activation.Tanh), new Dense(1, Activation.Sigmoid)], epochs: 40);
        const double Tolerance = 0.03;
        BiasVariance.Analyze(network, train, dev, trainingDev: trainingDev, tolerance: Tolerance).Verdict.Should().Be("data mismatch");
        BiasVariance.Analyze(network, train, dev, tolerance: Tolerance).Verdict
            .Should().Be("high variance", "without a training-dev set nobody can tell the two apart");
        BiasVariance.Analyze(network, train, trainingDev, trainingDev: Made(3000, 4, Line), tolerance: Tolerance).Verdict
            .Should().Be("neither high bias nor high variance nor data mismatch");
    }

    [Fact]
    public void Analyze_Regression_MeasuresSharesOfTheVariance()
    {
        // y = 3 x₁ − 2 x₂ and noise of variance 1: the noise is 1/14 of the variance, and nobody can explain it.
        var (train, dev) = (Regression(3000, 1), Regression(3000, 2));
        const double Tolerance = 0.02;
        var line = TrainRegression(train, [new Dense(1, Activation.Identity)], epochs: 60);
        var report = BiasVariance.Analyze(line, train, dev, tolerance: Tolerance);
        report.Verdict.Should().Be("high bias");
        report.AvoidableBias.Size.Should().BeApproximately(1.0 / 14, 0.01).And.BeApproximately(1 - line.Evaluate(train).Metric, 1e-9);
        BiasVariance.Analyze(line, train, dev, MeasuredError.Exactly(1.0 / 14), tolerance: Tolerance).Verdict.Should().Be(Neither);
        var few = Regression(40, 3);
        var memory = TrainRegression(few, [new Dense(200, Activation.Tanh), new Dense(1, Activation.Identity)], epochs: 2000);
        BiasVariance.Analyze(memory, few, dev, MeasuredError.Exactly(1.0 / 14), tolerance: Tolerance).Verdict.Should().Be("high variance");
        BiasVariance.Analyze(line, train, Regression(20, 4), tolerance: Tolerance).Verdict
            .Should().Be("high bias; can't tell about variance");
    }

    [Fact]
    public void Analyze_SetsThatDoNotFit_AreRefused()
    {
        var network = new Network<double>(2, seed: 1, [new Dense(1, Activation.Sigmoid)]);
        var (train, numbers) = (Made(50, 1, Line), Regression(50, 1));
        Failure.Of<ArgumentException>(() => BiasVariance.Analyze(network, train, numbers)).Should().Be(
            "The training set is a classification, but dev a regression: the targets of the one are all 0 or 1, those of the other are " +
            "not. (Parameter 'dev')");
        var flat = Dataset.FromMatrices(Given.Normal<double>(2, 5, 1), Given.Rows([3, 3, 3, 3, 3]));
        Failure.Of<ArgumentException>(() => BiasVariance.Analyze(network, flat, numbers)).Should().Be(
            "The targets of the training set do not vary, so that errors cannot be told as a share of their variance. (Parameter " +
            "'training')");
        var wide = Dataset.FromMatrices(Given.Normal<double>(3, 5, 1), Given.Rows([0, 1, 0, 1, 0]));
        Failure.Of<ArgumentException>(() => BiasVariance.Analyze(network, train, wide)).Should().Be(
            "dev has 3 features and 1 output, but the network takes 2 and gives 1: layer 1 (2 → 1) is its first layer and layer 1 (2 → " +
            "1) its output layer. (Parameter 'dev')");
        FluentActions.Invoking(() => BiasVariance.Analyze<double>(null!, train, train))
            .Should().ThrowExactly<ArgumentNullException>().WithParameterName("network");
        FluentActions.Invoking(() => BiasVariance.Analyze(null!, MeasuredError.Exactly(0)))
            .Should().ThrowExactly<ArgumentNullException>().WithParameterName("training");
    }

    private static bool Line(double[] x) => x[0] + (2 * x[1]) > 0.3;

    private static bool Circle(double[] x) => (x[0] * x[0]) + (x[1] * x[1]) < 1.4;

    private static Dataset<double> Made(int examples, long seed, Func<double[], bool> rule, double noise = 0)
    {
        var random = new RandomStream(seed).Fork("noise");
        var x = Given.Normal<double>(2, examples, seed).ToColumnArrays();
        return Dataset.FromArrays<double>(x, [.. x.Select((point, i) => rule(point) != random.Uniform(i) < noise ? 1.0 : 0)]);
    }

    private static Dataset<double> Regression(int examples, long seed)
    {
        var noise = new RandomStream(seed).Fork("noise");
        var x = Given.Normal<double>(2, examples, seed).ToColumnArrays();
        return Dataset.FromArrays<double>(x, [.. x.Select((point, i) => (3 * point[0]) - (2 * point[1]) + noise.Normal(i))]);
    }

    private static Network<double> Train(Dataset<double> data, IReadOnlyList<Dense> layers, int epochs) =>
        Fit(data, layers, Loss.BinaryCrossEntropy, epochs);

    private static Network<double> TrainRegression(Dataset<double> data, IReadOnlyList<Dense> layers, int epochs) =>
        Fit(data, layers, Loss.MeanSquaredError, epochs);

    private static Network<double> Fit(Dataset<double> data, IReadOnlyList<Dense> layers, Loss loss, int epochs)
    {
        var network = new Network<double>(2, seed: 1, layers);
        new Trainer<double>(network, loss, Optimizer.Adam(0.02)).Fit(data, options: new() { Epochs = epochs, EvaluateTrainingSet = false });
        return network;
    }
}
