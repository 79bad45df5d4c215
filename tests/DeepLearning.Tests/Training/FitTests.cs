using System.Globalization;
using System.Numerics;

namespace DeepLearning.Tests;

public sealed class FitTests
{
    private static readonly Dense[] Layers =
        [new(8, Activation.ReLU) { KeepProbability = 0.8 }, new(6, Activation.Tanh), new(3, Activation.Softmax)];

    private static readonly Dataset<double> Data = Given.Classes<double>(4, 3, 103, seed: 6);

    public static TheoryData<string> Optimizers => [.. Implementations.Optimizers.Keys];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Fit_SameSeed_SameBits(string optimizer)
    {
        Same<double>(optimizer);
        Same<float>(optimizer);

        static void Same<T>(string optimizer)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var runs = Enumerable.Range(0, 2).Select(_ =>
            {
                var trainer = new Trainer<T>(
                    new Network<T>(4, seed: 9, Layers), Loss.CrossEntropy, Implementations.Optimizers[optimizer], Regularizer.L2(0.1));
                var history = trainer.Fit(Given.Classes<T>(4, 3, 103, seed: 6), options: new() { Epochs = 3, BatchSize = 10 });
                return (Theta: trainer.Network.Theta().Bits(), Costs: history.StepCosts.Bits());
            }).ToArray();
            runs[0].Theta.Should().Equal(runs[1].Theta);
            runs[0].Costs.Should().Equal(runs[1].Costs);
        }
    }

    [Theory]
    [InlineData(DataRole.Dev, "development")]
    [InlineData(DataRole.Test, "test")]
    public void Fit_HeldOutSetAsTrainingSet_IsRefused(DataRole role, string name)
    {
        var trainer = new Trainer<double>(new Network<double>(4, seed: 9, Layers), Loss.CrossEntropy, Optimizer.Adam());
        var before = trainer.Network.Theta();
        var message = $"A network learns from the training set only, and this is the {name} set: it would be judged by what it has " +
            $"learned by heart. " +
            "Train on the training set, or say with WithRole(DataRole.Unspecified) that this set is held out no longer. (Parameter " +
            "'training')";
        Failure.Of<ArgumentException>(() => trainer.Fit(Data.WithRole(role))).Should().Be(message);
        Failure.Of<ArgumentException>(() => trainer.FindLearningRate(Data.WithRole(role))).Should().Be(message);
        trainer.Network.Theta().Should().Equal(before);
        trainer.Measure(Data.WithRole(role)).Cost.Should().BePositive("measuring learns nothing");
        trainer.Fit(Data.WithRole(role).WithRole(DataRole.Unspecified), options: new() { Epochs = 1 }).StepCosts.Should().NotBeEmpty();
        trainer.Fit(Data.WithRole(DataRole.Train), options: new() { Epochs = 1 }).StepCosts.Should().NotBeEmpty();
    }

    [Fact]
    public void Fit_TestSetChoosesTheEpoch_IsRefused()
    {
        var trainer = new Trainer<double>(new Network<double>(4, seed: 9, Layers), Loss.CrossEntropy, Optimizer.Adam());
        var (train, test) = Data.Split(0.8, 0.2, seed: 1);
        Failure.Of<ArgumentException>(() => trainer.Fit(train, test, new() { EarlyStopping = new() })).Should().Be(
            "EarlyStopping chooses the best epoch by the validation cost, and the validation set is the test set: what has chosen cannot " +
            "judge. " +
            "Give the development set, let EarlyStopping watch Criterion.TrainingCost, or say with WithRole(DataRole.Dev) that this set " +
            "is there to choose by. " +
            "(Parameter 'validation')");

        // Where it only watches, or is there to choose, all is well.
        trainer.Fit(train, test, new() { Epochs = 1 }).Epochs[0].Validation.Should().NotBeNull();
        trainer.Fit(train, test, new() { Epochs = 1, EarlyStopping = new() { Criterion = Criterion.TrainingCost } }).Epochs
            .Should().ContainSingle();
        trainer.Fit(train, test.WithRole(DataRole.Dev), new() { Epochs = 1, EarlyStopping = new() }).Epochs.Should().ContainSingle();
    }

    [Fact]
    public void Fit_SetsThatNumberTheirClassesDifferently_IsRefused()
    {
        var x = Given.Rows([1, 2], [3, 4], [5, 6], [7, 8]);
        var training = Dataset.FromLabels(x, [0, 1], 3, classNames: ["cat", "dog", "fox"]);
        var validation = Dataset.FromLabels(x, [0, 1], 3, classNames: ["dog", "cat", "fox"]);
        var trainer = new Trainer<double>(new Network<double>(4, seed: 9, Layers), Loss.CrossEntropy, Optimizer.Adam());

        Failure.Of<ArgumentException>(() => trainer.Fit(training, validation)).Should().Be(
            "The training set has the classes cat, dog, fox, but the validation set has dog, cat, fox, so that the same output would " +
            "mean another class. " +
            "Give the class names of the training set when making the validation set. (Parameter 'validation')");
        trainer.Fit(training, training, new() { Epochs = 1 }).Epochs.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Fit_TwoEpochsTwice_IsFourEpochsAtOnce(string optimizer)
    {
        var (once, twice) = (Make(optimizer), Make(optimizer));
        var whole = once.Fit(Data, options: new() { Epochs = 4, BatchSize = 10 });
        var first = twice.Fit(Data, options: new() { Epochs = 2, BatchSize = 10 });
        var second = twice.Fit(Data, options: new() { Epochs = 2, BatchSize = 10 });
        twice.Network.Theta().Bits().Should().Equal(once.Network.Theta().Bits());
        first.StepCosts.Concat(second.StepCosts).Bits().Should().Equal(whole.StepCosts.Bits());
        (twice.Steps, twice.EpochsBegun).Should().Be((once.Steps, once.EpochsBegun)).And.Be((44, 4));
    }

    [Fact]
    public void Fit_OtherSeed_OtherOrderAndMasks()
    {
        var theta = new Network<double>(4, seed: 1, Layers).Theta();
        Trained(1).Should().NotEqual(Trained(2));

        long[] Trained(long seed)
        {
            var network = new Network<double>(4, seed, Layers);
            theta.CopyTo(network);
            new Trainer<double>(network, Loss.CrossEntropy, Optimizer.Adam()).Fit(Data, options: new() { Epochs = 1, BatchSize = 10 });
            return network.Theta().Bits();
        }
    }

    [Theory]
    [InlineData(10, 11)]
    [InlineData(103, 1)]
    [InlineData(102, 2)]
    [InlineData(1, 103)]
    [InlineData(1000, 1)]
    [InlineData(FitOptions.AllExamples, 1)]
    public void Fit_AnyBatchSize_UsesTheLastSmallerBatch(int batchSize, int steps)
    {
        var history = Make("Adam").Fit(Data, options: new() { Epochs = 2, BatchSize = batchSize });
        history.StepCosts.Should().HaveCount(2 * steps);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(10, false)]
    [InlineData(103, true)]
    public void Fit_EveryEpoch_SeesEveryExampleExactlyOnce(int batchSize, bool shuffle)
    {
        var loss = new TargetRecorder();
        var data = Dataset.FromMatrices(Data.X, MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1, 103, (_, i) => i));
        var trainer = new Trainer<double>(
            new Network<double>(4, 1, [new Dense(1, Activation.Identity)]), loss, Optimizer.GradientDescent(1e-9));
        trainer.Fit(data, options: new() { Epochs = 3, BatchSize = batchSize, Shuffle = shuffle, EvaluateTrainingSet = false });
        var epochs = loss.Seen.Chunk(103).ToArray();
        epochs.Should().HaveCount(3);
        foreach (var epoch in epochs)
        {
            epoch.Order().Should().Equal(Enumerable.Range(0, 103).Select(i => (double)i));
        }

        var shuffled = shuffle && batchSize < 103;
        epochs[0].SequenceEqual(Enumerable.Range(0, 103).Select(i => (double)i)).Should().Be(!shuffled);
        epochs[0].SequenceEqual(epochs[1]).Should().Be(!shuffled, "every epoch has an order of its own");
    }

    [Fact]
    public void Fit_BatchOfAllExamples_IsBatchGradientDescent()
    {
        var (fit, steps) = (Make("Momentum"), Make("Momentum"));
        fit.Fit(Data, options: new() { Epochs = 5, BatchSize = FitOptions.AllExamples });
        for (var epoch = 0; epoch < 5; epoch++)
        {
            steps.Step(Data.X, Data.Y);
        }

        fit.Network.Theta().Bits().Should().Equal(steps.Network.Theta().Bits());
    }

    [Fact]
    public void History_HoldsTheCostOfEveryStepAndEpoch()
    {
        var validation = Given.Classes<double>(4, 3, 37, seed: 7);
        var trainer = Make("Adam");
        var history = trainer.Fit(Data, validation, new() { Epochs = 3, BatchSize = 25 });
        history.StepCosts.Should().HaveCount(15);
        history.Epochs.Select(epoch => epoch.Epoch).Should().Equal(1, 2, 3);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            // 25 + 25 + 25 + 25 + 3 examples.
            var costs = history.StepCosts.Skip(5 * epoch).Take(5).ToArray();
            history.Epochs[epoch].Cost.Should().BeApproximately(((25 * costs[..4].Sum()) + (3 * costs[4])) / 103, 1e-14);
        }

        history.Epochs[^1].Training.Should().Be(trainer.Measure(Data));
        history.Epochs[^1].Validation.Should().Be(trainer.Measure(validation));
        history.Epochs[^1].Validation!.Metric.Should().Be(trainer.Network.Evaluate(validation).Metric);
        history.Cancelled.Should().BeFalse();
        history.Epochs.Select(epoch => epoch.Elapsed).Should().BeInAscendingOrder();
        history.Elapsed.Should().BeGreaterThanOrEqualTo(history.Epochs[^1].Elapsed);
    }

    [Fact]
    public void History_NothingToMeasure_HasNoMeasurements()
    {
        var history = Make("Adam").Fit(Data, options: new() { Epochs = 1, EvaluateTrainingSet = false });
        history.Epochs[0].Training.Should().BeNull();
        history.Epochs[0].Validation.Should().BeNull();
    }

    [Fact]
    public void History_MeasuringOrNot_ChangesNoTraining()
    {
        var (measured, plain) = (Make("Adam"), Make("Adam"));
        measured.Fit(Data, Given.Classes<double>(4, 3, 37, seed: 7), new() { Epochs = 2, BatchSize = 25 });
        plain.Fit(Data, options: new() { Epochs = 2, BatchSize = 25, EvaluateTrainingSet = false });
        measured.Network.Theta().Bits().Should().Equal(plain.Network.Theta().Bits());
    }

    [Theory]
    [InlineData("")]
    [InlineData(Culture.German)]
    public void History_ToString_IsALineAnEpoch(string culture)
    {
        var history = Make("Adam").Fit(Data, Data, new() { Epochs = 2, BatchSize = 25 });
        string Line(EpochRecord e) => string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {e.Epoch}: cost {e.Cost:G5}, training cost {e.Training!.Cost:G5} accuracy {e.Training.Metric:F4}, " +
            $"validation cost {e.Validation!.Cost:G5} accuracy {e.Validation.Metric:F4}, {e.Elapsed.TotalSeconds:F1} s\n");
        Culture.Of(culture, history.ToString).Should().Be(
            Line(history.Epochs[0]) + Line(history.Epochs[1]) +
            string.Create(CultureInfo.InvariantCulture, $"finished after 10 steps, {history.Elapsed.TotalSeconds:F1} s"));
    }

    [Fact]
    public void Fit_Cancelled_StopsAfterTheStepAndKeepsWhatWasLearned()
    {
        using var source = new CancellationTokenSource();
        var loss = new CancelAfter(source, forwards: 13);
        var (cancelled, steps) = (new Network<double>(4, 9, Layers), new Network<double>(4, 9, Layers));
        var trainer = new Trainer<double>(cancelled, loss, Optimizer.Adam());
        var history =
            trainer.Fit(Data, options: new() { Epochs = 5, BatchSize = 10, EvaluateTrainingSet = false }, cancellationToken: source.Token);
        history.Cancelled.Should().BeTrue();
        history.StepCosts.Should().HaveCount(13);
        history.Epochs.Should().ContainSingle();
        history.ToString().Should().Contain("cancelled after 13 steps");
        trainer.Steps.Should().Be(13);

        var whole = new Trainer<double>(steps, Loss.CrossEntropy, Optimizer.Adam())
            .Fit(Data, options: new() { Epochs = 5, BatchSize = 10, EvaluateTrainingSet = false });
        history.StepCosts.Should().Equal(whole.StepCosts.Take(13));
        cancelled.Theta().Should().NotEqual(new Network<double>(4, 9, Layers).Theta());
    }

    [Fact]
    public void Fit_CancelledBetweenEpochs_GoesOnAsIfItHadNotBeen()
    {
        using var source = new CancellationTokenSource();
        var (stopped, whole) = (Make("Adam"), Make("Adam"));
        var history = stopped.Fit(
            Data, options: new() { Epochs = 4, BatchSize = 10 },
            progress: new Now<TrainingProgress>(report =>
            {
                if (report.Finished is { Epoch: 2 })
                {
                    source.Cancel();
                }
            }),
            cancellationToken: source.Token);
        (history.Cancelled, history.Epochs.Count, stopped.EpochsBegun).Should().Be((true, 2, 2));
        stopped.Fit(Data, options: new() { Epochs = 2, BatchSize = 10 });
        whole.Fit(Data, options: new() { Epochs = 4, BatchSize = 10 });
        stopped.Network.Theta().Bits().Should().Equal(whole.Network.Theta().Bits());
    }

    [Fact]
    public void Fit_CancelledInTheLastReport_HasFinished()
    {
        using var source = new CancellationTokenSource();
        var history = Make("Adam").Fit(
            Data, options: new() { Epochs = 1 }, progress: new Now<TrainingProgress>(_ => source.Cancel()),
            cancellationToken: source.Token);
        history.Cancelled.Should().BeFalse();
        history.Epochs.Should().ContainSingle();
    }

    [Fact]
    public void Fit_CancelledBefore_TakesNoStep()
    {
        var trainer = Make("Adam");
        var before = trainer.Network.Theta().Bits();
        var history = trainer.Fit(Data, cancellationToken: new CancellationToken(canceled: true));
        (history.Cancelled, history.StepCosts.Count, trainer.Steps, trainer.EpochsBegun).Should().Be((true, 0, 0, 0));
        trainer.Network.Theta().Bits().Should().Equal(before);
    }

    [Fact]
    public void Progress_ReportsAreMonotoneAndEveryEpochEndsWithItsRecord()
    {
        List<TrainingProgress> reports = [];
        var loss = new Slow(TimeSpan.FromMilliseconds(25));
        var trainer = new Trainer<double>(new Network<double>(4, 9, Layers), loss, Optimizer.Adam());
        var history = trainer.Fit(
            Data, options: new() { Epochs = 3, BatchSize = 10, EvaluateTrainingSet = false },
            progress: new Now<TrainingProgress>(reports.Add));
        reports.Where(report => report.Finished is not null).Select(report => report.Finished).Should().Equal(history.Epochs);
        reports.Should().HaveCountGreaterThan(3, "there are reports in between");
        reports
            .Should()
                .OnlyContain(report => report.Epochs == 3 && report.StepsPerEpoch == 11 && (report.Finished == null) == (report.Step < 11));
        reports.Select(report => (report.Epoch * 11) + report.Step).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        reports.Select(report => report.Elapsed).Should().BeInAscendingOrder();
        reports[^1].Remaining.Should().Be(TimeSpan.Zero);
        reports[^1].Cost.Should().Be(history.Epochs[^1].Cost);
        foreach (var report in reports)
        {
            var seen = ((report.Epoch - 1) * 103) + Math.Min(103, report.Step * 10);
            report.ExamplesPerSecond.Should().BeApproximately(seen / report.Elapsed.TotalSeconds, 1e-6 * report.ExamplesPerSecond);
            report.Remaining.TotalSeconds.Should().BeApproximately((309.0 - seen) / report.ExamplesPerSecond, 1e-3);
            var costs = history.StepCosts.Skip(11 * (report.Epoch - 1)).Take(report.Step).ToArray();
            var weights = costs.Select((_, i) => i == 10 ? 3.0 : 10).ToArray();
            report.Cost.Should().BeApproximately(costs.Zip(weights, (c, w) => c * w).Sum() / weights.Sum(), 1e-12);
        }
    }

    private static Trainer<double> Make(string optimizer) =>
        new(new Network<double>(4, seed: 9, Layers), Loss.CrossEntropy, Implementations.Optimizers[optimizer], Regularizer.L2(0.1));

    /// <summary>Progress told at once, on the thread of the run.</summary>
    private sealed class Now<TReport>(Action<TReport> report) : IProgress<TReport>
    {
        public void Report(TReport value) => report(value);
    }
}
