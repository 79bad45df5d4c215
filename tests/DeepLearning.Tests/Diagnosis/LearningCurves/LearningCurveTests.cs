namespace DeepLearning.Tests;

public sealed class LearningCurveTests
{
    private static readonly Dataset<float> Data = Given.Classes<float>(6, 3, 400, seed: 1);
    private static readonly Dataset<float> Dev = Given.Classes<float>(6, 3, 500, seed: 2);

    [Fact]
    public void Run_MoreAndMoreExamples_TrainingErrorRisesAndDevErrorFalls()
    {
        var curve = LearningCurve.Run(Data, Dev, Train, sizes: [10, 50, 400], repetitions: 2);
        curve.Points.Select(point => point.Examples).Should().Equal(10, 50, 400);
        curve.Points.Should().OnlyContain(point => point.Training.Count == 2 && point.Dev.Count == 2);
        curve.Points[0].TrainingError.Should().BeLessThanOrEqualTo(curve.Points[^1].TrainingError);
        curve.Points[0].DevError.Should().BeGreaterThan(curve.Points[^1].DevError + 0.1);
        curve.Points[1].Dev[0].Examples.Should().Be(500);
        curve.Points[1].Training[0].Examples.Should().Be(50);
        curve.Cancelled.Should().BeFalse();
    }

    [Fact]
    public void Run_Twice_GivesTheSameCurveAndAnotherSeedAnother()
    {
        string Curve(long seed) => LearningCurve.Run(Data, Dev, Train, sizes: [20, 40], seed: seed).ToString();
        Curve(1).Should().Be(Curve(1)).And.NotBe(Curve(2));
    }

    [Fact]
    public void Run_ByDefault_HalvesTheTrainingSet()
    {
        Sizes(400).Should().Equal(12, 25, 50, 100, 200, 400);
        Sizes(100_000).Should().Equal(781, 1562, 3125, 6250, 12_500, 25_000, 50_000, 100_000);
        Sizes(3).Should().Equal(3);

        static IEnumerable<int> Sizes(int examples)
        {
            var network = new Network<float>(1, seed: 1, [new Dense(1, Activation.Sigmoid)]);
            var data =
                Dataset.FromMatrices(Given.Normal<float>(1, examples, 1), Given.Targets<float>(Loss.BinaryCrossEntropy, 1, examples, 1));
            return LearningCurve.Run(data, data, (_, _) => network).Points.Select(point => point.Examples);
        }
    }

    [Fact]
    public void Run_SmallerSets_ArePartsOfLargerOnes()
    {
        var seen = new List<HashSet<float>>();
        LearningCurve.Run(Data, Dev, (part, _) =>
        {
            seen.Add([.. Enumerable.Range(0, part.Examples).Select(i => part.X[0, i])]);
            return new Network<float>(6, seed: 1, [new Dense(3, Activation.Softmax)]);
        }, sizes: [10, 30], repetitions: 2);
        seen.Should().HaveCount(4);
        seen[0].IsSubsetOf(seen[2]).Should().BeTrue();
        seen[1].IsSubsetOf(seen[3]).Should().BeTrue();
        seen[0].Overlaps(seen[1]).Should().BeFalse("repetitions draw other examples");
    }

    [Fact]
    public void Run_Cancelled_KeepsThePointsBefore()
    {
        using var source = new CancellationTokenSource();
        var progress = new Reports(point =>
        {
            if (point.Examples == 20)
            {
                source.Cancel();
            }
        });
        var curve = LearningCurve.Run(Data, Dev, Train, sizes: [10, 20, 40], progress: progress, cancellationToken: source.Token);
        curve.Points.Select(point => point.Examples).Should().Equal(10, 20);
        curve.Cancelled.Should().BeTrue();
        curve.ToString().Should().EndWith("\ncancelled");

        // A training that throws because it was cancelled is no error either, and one that was cut short does not count.
        using var other = new CancellationTokenSource();
        LearningCurve.Run(Data, Dev, (_, token) =>
        {
            other.Cancel();
            token.ThrowIfCancellationRequested();
            return null!;
        }, cancellationToken: other.Token).Points.Should().BeEmpty();
        using var third = new CancellationTokenSource();
        LearningCurve.Run(Data, Dev, (part, token) =>
        {
            third.Cancel();
            return Train(part, token);
        }, cancellationToken: third.Token).Points.Should().BeEmpty();
    }

    [Fact]
    public void Run_Regression_MeasuresOnOneScale()
    {
        var data = Problems.FewFeaturesMatter;
        var curve = LearningCurve.Run(data, data, (part, token) =>
        {
            var network = new Network<double>(20, seed: 1, [new Dense(1, Activation.Identity)]);
            new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.Adam(0.05)).Fit(
                part, options: new() { Epochs = 200, EvaluateTrainingSet = false }, cancellationToken: token);
            return network;
        }, sizes: [15, 200]);
        curve.Points[0].TrainingError.Should().BeLessThan(0.01, "twenty features explain fifteen examples");
        curve.Points[0].DevError.Should().BeGreaterThan(curve.Points[1].DevError * 2);
        curve.Points[1].TrainingError
            .Should().BeApproximately(curve.Points[1].DevError, 1e-14, "they are the same examples in another order");
    }

    [Fact]
    public void ToString_OfACurve_IsATable()
    {
        var network = new Network<double>(1, seed: 1, [new Dense(1, Activation.Sigmoid) { Initializer = Initializer.Zeros }]);
        var data = Dataset.FromMatrices(Given.Rows([1, 2, 3, 4]), Given.Rows([1, 1, 1, 1]));
        LearningCurve.Run(data, data, (_, _) => network, sizes: [2, 4]).ToString().Should().Be(
            "examples  training error  dev error\n" +
            "       2          0.00 %     0.00 %\n" +
            "       4          0.00 %     0.00 %");
    }

    [Fact]
    public void Run_BadSizes_AreRefused()
    {
        void Run(params int[] sizes) => LearningCurve.Run(Data, Dev, Train, sizes: sizes);
        Failure.Of<ArgumentException>(() => Run()).Should().Be("sizes holds no size; leave it null for the default. (Parameter 'sizes')");
        Failure.Of<ArgumentException>(() => Run(10, 10))
            .Should().Be("sizes[1] is 10 after 10; each size must be greater than the one before. (Parameter 'sizes')");
        Failure.Of<ArgumentOutOfRangeException>(() => Run(10, 401))
            .Should().Be("sizes[1] is 401, but must be from 1 to 400, the examples of the training set. (Parameter 'sizes')");
        Failure.Of<ArgumentOutOfRangeException>(() => Run(0))
            .Should().Be("sizes[0] is 0, but must be from 1 to 400, the examples of the training set. (Parameter 'sizes')");
        Failure.Of<ArgumentOutOfRangeException>(() => LearningCurve.Run(Data, Dev, Train, repetitions: 0))
            .Should().Be("repetitions must be 1 or greater, got 0. (Parameter 'repetitions')");
        Failure.Of<InvalidOperationException>(() => LearningCurve.Run(Data, Dev, (_, _) => null!))
            .Should().Be("train returned null; it must return the network that it has trained.");
    }

    private static Network<float> Train(Dataset<float> part, CancellationToken cancellationToken)
    {
        var network = new Network<float>(6, seed: 1, [new Dense(16, Activation.ReLU), new Dense(3, Activation.Softmax)]);
        new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam(0.01)).Fit(
            part, options: new() { Epochs = 60, BatchSize = 16, EvaluateTrainingSet = false }, cancellationToken: cancellationToken);
        return network;
    }

    private sealed class Reports(Action<LearningCurvePoint> add) : IProgress<LearningCurvePoint>
    {
        public void Report(LearningCurvePoint value) => add(value);
    }
}
