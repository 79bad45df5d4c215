namespace DeepLearning.Tests;

public sealed class TrainingRunTests
{
    private static readonly LongRun Run = new(Optimizer.Adam());

    public static TheoryData<string> Optimizers => [.. Implementations.Optimizers.Keys];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Epochs_GoneThroughToTheEnd_LeavesWhatFitLeaves(string optimizer)
    {
        var run = new LongRun(Implementations.Optimizers[optimizer]);
        var (fitted, looped) = (run.Trainer(), run.Trainer());
        var expected = LongRun.Remains(fitted, LongRun.Fit(fitted, run.Options()));
        var epochs = looped.Epochs(LongRun.Training, LongRun.Validation, run.Options());
        epochs.Count().Should().BeInRange(2, LongRun.Epochs);
        LongRun.Remains(looped, epochs.History).Should().Equal(expected);
    }

    [Fact]
    public void Epochs_BeforeTheFirstIsAskedFor_TrainsNothing()
    {
        var trainer = Run.Trainer();
        var before = trainer.Network.Theta();
        var epochs = trainer.Epochs(LongRun.Training, LongRun.Validation, Run.Options());
        (trainer.Steps, epochs.History.Epochs.Count).Should().Be((0, 0));
        epochs.First().Epoch.Should().Be(1);
        trainer.Steps.Should().Be(LongRun.StepsPerEpoch);
        trainer.Network.Theta().Should().NotEqual(before);
    }

    [Fact]
    public void Epochs_BadArguments_AreRefusedAtOnce() => FluentActions
        .Invoking(() => Run.Trainer().Epochs(Given.Classes<float>(3, 3, 9, seed: 1), options: Run.Options()))
        .Should().Throw<ArgumentException>();

    [Fact]
    public void Epochs_LoopIsLeft_CanBeSavedAndGoneOnWithToTheBitsOfOneRun()
    {
        var options = Run.Options(patience: 100);
        var whole = Run.Trainer();
        var expected = LongRun.Remains(whole, LongRun.Fit(whole, options));

        var trainer = Run.Trainer();
        var epochs = trainer.Epochs(LongRun.Training, LongRun.Validation, options);
        foreach (var epoch in epochs)
        {
            if (epoch.Epoch == 2)
            {
                break;
            }
        }

        (epochs.History.Cancelled, epochs.History.Epochs.Count).Should().Be((true, 2));
        using var folder = new TemporaryFolder();
        trainer.SaveCheckpoint(Path.Combine(folder.Path, "left.safetensors"));
        var resumed = Run.Trainer(seed: 5);
        resumed.Resume(Path.Combine(folder.Path, "left.safetensors"));
        LongRun.Remains(resumed, LongRun.Fit(resumed, options)).Should().Equal(expected);
    }

    [Fact]
    public void Epochs_LoopIsLeft_GivesBackTheBestWeights()
    {
        var trainer = Run.Trainer();
        float[]? best = null;
        var epochs = trainer.Epochs(
            LongRun.Training, LongRun.Training,
            new() { Epochs = 9, BatchSize = 8, EarlyStopping = new() { Patience = 100, Criterion = Falling } });
        foreach (var epoch in epochs)
        {
            best ??= trainer.Network.Theta();
            if (epoch.Epoch == 3)
            {
                break;
            }
        }

        (epochs.History.BestEpoch, epochs.History.BestRestored).Should().Be((1, true));
        trainer.Network.Theta().Should().Equal(best);
    }

    [Fact]
    public void Epochs_ASecondTime_Throws()
    {
        var epochs = Run.Trainer().Epochs(LongRun.Training, LongRun.Validation, Run.Options());
        epochs.Count().Should().BePositive();
        FluentActions.Invoking(() => epochs.Count())
            .Should().Throw<InvalidOperationException>().WithMessage("A run is gone through once. Call Epochs again for another.");
    }

    [Fact]
    public void Epochs_AfterOtherSteps_DoesNotGoOn()
    {
        var trainer = Run.Trainer();
        using var epochs = trainer.Epochs(LongRun.Training, LongRun.Validation, Run.Options()).GetEnumerator();
        epochs.MoveNext().Should().BeTrue();
        trainer.Step(LongRun.Training.X, LongRun.Training.Y);
        FluentActions.Invoking(() => epochs.MoveNext()).Should().Throw<InvalidOperationException>()
            .WithMessage("The trainer has taken 1 step since the last epoch of this run, which cannot go on: leave its loop first.");
    }

    [Fact]
    public void Epochs_LoopIsLeftAfterOtherSteps_SavesNoRun()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "other.safetensors");
        var trainer = Run.Trainer();
        foreach (var _ in trainer.Epochs(LongRun.Training, LongRun.Validation, Run.Options()))
        {
            trainer.Step(LongRun.Training.X, LongRun.Training.Y);
            break;
        }

        trainer.SaveCheckpoint(path);
        var resumed = Run.Trainer();
        resumed.Resume(path);
        (resumed.Steps, resumed.EpochsBegun).Should().Be((LongRun.StepsPerEpoch + 1, 1));
        var history = LongRun.Fit(resumed, Run.Options());
        resumed.EpochsBegun.Should().Be(1 + history.Epochs.Count, "a new run begins: the one that was left is not gone on with");
    }

    [Fact]
    public void Epochs_Cancelled_EndsTheLoop()
    {
        using var source = new CancellationTokenSource();
        var trainer = Run.Trainer();
        var epochs = trainer.Epochs(LongRun.Training, LongRun.Validation, Run.Options(patience: 100), cancellationToken: source.Token);
        foreach (var epoch in epochs)
        {
            epoch.Epoch.Should().Be(1, "no other epoch is begun");
            source.Cancel();
        }

        epochs.History.Cancelled.Should().BeTrue();
        trainer.EpochsBegun.Should().Be(1);
    }

    [Fact]
    public void LearningRate_SetBetweenEpochs_IsWhatTheScheduleMultipliesAndIsResumed()
    {
        using var folder = new TemporaryFolder();
        var options = new FitOptions { Epochs = 3, BatchSize = 8, Schedule = Schedule.ExponentialDecay(0.5) };
        float[] Train(bool interrupted)
        {
            var trainer = Run.Trainer();
            trainer.LearningRate.Should().Be(trainer.Optimizer.LearningRate);
            foreach (var epoch in trainer.Epochs(LongRun.Training, LongRun.Validation, options))
            {
                epoch.LearningRate
                    .Should().BeApproximately(Math.Pow(10, epoch.Epoch - 1) * trainer.Optimizer.LearningRate * Factor(epoch.Epoch), 1e-12);
                trainer.LearningRate *= 10;
                if (interrupted && epoch.Epoch == 2)
                {
                    break;
                }
            }

            if (interrupted)
            {
                trainer.SaveCheckpoint(Path.Combine(folder.Path, "rate.safetensors"));
                trainer = Run.Trainer();
                trainer.Resume(Path.Combine(folder.Path, "rate.safetensors"));
                trainer.LearningRate.Should().BeApproximately(100 * trainer.Optimizer.LearningRate, 1e-12);
                trainer.Fit(LongRun.Training, LongRun.Validation, options);
            }

            return trainer.Network.Theta();
        }

        Train(interrupted: true).Should().Equal(Train(interrupted: false));
        double Factor(int epoch) => options.Schedule.Factor(new ScheduleContext
        {
            FinishedSteps = (epoch * LongRun.StepsPerEpoch) - 1,
            TotalSteps = 3 * LongRun.StepsPerEpoch,
            FinishedEpochs = epoch - 1,
            TotalEpochs = 3,
            Costs = new double[epoch - 1],
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void LearningRate_SetToNoRate_Throws(double rate) =>
        FluentActions.Invoking(() => Run.Trainer().LearningRate = rate).Should().Throw<ArgumentOutOfRangeException>();

    private static Criterion Falling => new("the epoch", epoch => epoch.Epoch, largerIsBetter: false);
}
