namespace DeepLearning.Tests;

public sealed class EarlyStoppingTests
{
    private static readonly Dataset<double> Data = Given.Classes<double>(4, 3, 60, seed: 6);

    [Fact]
    public void Fit_NoProgressForLongerThanPatience_EndsAndRestoresTheBest()
    {
        var run = Run([5, 4, 4.5, 4.2, 4.1, 3], new() { Patience = 2 });
        run.History.Epochs.Should().HaveCount(5);
        run.History.Should().BeEquivalentTo(new { StoppedEarly = true, BestEpoch = 2, BestRestored = true, Cancelled = false });
        run.Theta.Should().Equal(run.OfEpoch[1]);
        run.History.ToString()
            .Should().MatchRegex(@"\nstopped early after 30 steps, \d+\.\d s; epoch 2 was the best, its weights restored$");
    }

    [Fact]
    public void Fit_EndsNormally_RestoresTheBestToo()
    {
        var run = Run([5, 4, 4.5, 6], new() { Patience = 10 });
        run.History.Should().BeEquivalentTo(new { StoppedEarly = false, BestEpoch = 2, BestRestored = true });
        run.Theta.Should().Equal(run.OfEpoch[1]);
        run.History.ToString().Should().MatchRegex(@"\nfinished after 24 steps, \d+\.\d s; epoch 2 was the best, its weights restored$");
    }

    [Fact]
    public void Fit_Cancelled_RestoresTheBestToo()
    {
        using var cancellation = new CancellationTokenSource();
        var run = Run([5, 4, 4.5, 6, 7, 8], new() { Patience = 10 }, epoch =>
        {
            if (epoch == 3)
            {
                cancellation.Cancel();
            }
        }, cancellation: cancellation.Token);
        run.History.Should().BeEquivalentTo(new { Cancelled = true, StoppedEarly = false, BestEpoch = 2, BestRestored = true });
        run.Theta.Should().Equal(run.OfEpoch[1]);
    }

    [Fact]
    public void Fit_RestoreBestOff_KeepsTheLast()
    {
        var run = Run([5, 4, 4.5, 6], new() { Patience = 1, RestoreBest = false });
        run.History.Should().BeEquivalentTo(new { BestEpoch = 2, BestRestored = false });
        run.Theta.Should().Equal(run.OfEpoch[3]);
        run.History.ToString().Should().EndWith("; epoch 2 was the best");
    }

    [Fact]
    public void Fit_PatienceZero_EndsAtTheFirstEpochWithoutProgress() =>
        Run([5, 4, 4, 1], new() { Patience = 0 }).History.Epochs.Should().HaveCount(3);

    [Fact]
    public void Fit_MinimalChange_MustBeExceeded()
    {
        // From 5: 4.75 is no progress of more than 0.5, 4.25 is; after it 3.75 is just not.
        var run = Run([5, 4.75, 4.25, 3.75, 3.76, 3], new() { Patience = 1, MinDelta = 0.5 });
        run.History.Epochs.Should().HaveCount(5);
        run.History.BestEpoch.Should().Be(3);
    }

    [Fact]
    public void Fit_LargerIsBetter_WatchesTheOtherWay()
    {
        var run = Run([0.5, 0.75, 0.7, 0.6, 0.9], new() { Patience = 1 }, largerIsBetter: true);
        run.History.Epochs.Should().HaveCount(4);
        run.History.BestEpoch.Should().Be(2);
    }

    [Fact]
    public void Fit_NaN_IsNeverTheBest()
    {
        Run([double.NaN, 5, double.NaN, double.NaN, double.NaN], new() { Patience = 1 }).History.Should()
            .BeEquivalentTo(new { BestEpoch = 2, StoppedEarly = true });
        var run = Run([double.NaN, double.NaN], new() { Patience = 5 });
        run.History.Should().BeEquivalentTo(new { BestEpoch = (int?)null, BestRestored = false });
        run.Theta.Should().Equal(run.OfEpoch[1]);
    }

    [Fact]
    public void Criteria_AreTheNumbersOfTheEpoch()
    {
        var epoch = new EpochRecord(1, 0.5, null, new Measurement(0.75, 0.9, "accuracy"), TimeSpan.Zero);
        Criterion.TrainingCost.Of(epoch).Should().Be(0.5);
        Criterion.ValidationCost.Of(epoch).Should().Be(0.75);
        Criterion.ValidationMetric.Of(epoch).Should().Be(0.9);
        (Criterion.TrainingCost.LargerIsBetter, Criterion.ValidationCost.LargerIsBetter, Criterion.ValidationMetric.LargerIsBetter)
            .Should().Be((false, false, true));
        Criterion.ValidationMetric.ToString().Should().Be("the validation metric");
    }

    [Fact]
    public void Fit_ValidationWatched_EndsOnRealData()
    {
        // Fifty weights and twelve noisy examples: the validation cost rises soon.
        var (training, validation) = (Given.Classes<double>(4, 3, 12, seed: 1), Given.Classes<double>(4, 3, 200, seed: 2));
        var trainer = Trainer();
        var history = trainer.Fit(training, validation, new() { Epochs = 2000, BatchSize = 4, EarlyStopping = new() { Patience = 3 } });
        history.StoppedEarly.Should().BeTrue();
        var best = history.Epochs.MinBy(epoch => epoch.Validation!.Cost)!;
        history.BestEpoch.Should().Be(best.Epoch);
        trainer.Measure(validation).Cost.Should().Be(best.Validation!.Cost);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Failure.Of<ArgumentException>(() => Trainer().Fit(Data, options: new() { EarlyStopping = new() })).Should().Be(
            "EarlyStopping watches the validation cost, but there is no validation set: give one, or let it watch " +
            "Criterion.TrainingCost. (Parameter 'options')");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new EarlyStopping { Patience = -1 })
            .Should().Be("Patience must be 0 or greater, got -1. (Parameter 'Patience')");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new EarlyStopping { MinDelta = double.NaN })
            .Should().Be("MinDelta must be a finite number, 0 or greater, got NaN. (Parameter 'MinDelta')");
        Failure.Of<ArgumentNullException>(() => _ = new EarlyStopping { Criterion = null! })
            .Should().Be("Value cannot be null. (Parameter 'Criterion')");
        Failure.Of<ArgumentNullException>(() => _ = new Criterion("mine", null!, true))
            .Should().Be("Value cannot be null. (Parameter 'value')");
    }

    /// <summary>A run whose epochs are judged by the given numbers, with the parameters as they were after each.</summary>
    private static (TrainingHistory History, double[] Theta, List<double[]> OfEpoch) Run(
        double[] script, EarlyStopping rule, Action<int>? atEnd = null, bool largerIsBetter = false,
        CancellationToken cancellation = default)
    {
        var (trainer, ofEpoch) = (Trainer(), new List<double[]>());
        var criterion = new Criterion("a script", epoch =>
        {
            ofEpoch.Add(trainer.Network.Theta());
            atEnd?.Invoke(epoch.Epoch);
            return script[epoch.Epoch - 1];
        }, largerIsBetter);
        var history = trainer.Fit(
            Data,
            options: new()
            {
                Epochs = script.Length,
                BatchSize = 10,
                EarlyStopping = new()
                {
                    Patience = rule.Patience,
                    MinDelta = rule.MinDelta,
                    RestoreBest = rule.RestoreBest,
                    Criterion = criterion,
                },
            },
            cancellationToken: cancellation);
        return (history, trainer.Network.Theta(), ofEpoch);
    }

    private static Trainer<double> Trainer() => new(
        new Network<double>(4, seed: 9, [new Dense(6, Activation.Tanh), new Dense(3, Activation.Softmax)]), Loss.CrossEntropy,
        Optimizer.Adam(0.05));
}
