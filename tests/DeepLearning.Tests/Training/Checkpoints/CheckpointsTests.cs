namespace DeepLearning.Tests;

public sealed class CheckpointsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Folder => Path.Combine(folder.Path, "run");

    private IEnumerable<string?> Names => Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Fit_EverySteps_KeepsTheLast()
    {
        var run = new LongRun(Optimizer.Adam());
        LongRun.Fit(run.Trainer(), run.Options(new(Folder) { EverySteps = 2, KeepLast = 3 }, patience: 100));
        Names.Should().Equal("step-000000008.safetensors", "step-000000010.safetensors", "step-000000012.safetensors");
    }

    [Fact]
    public void Fit_WithoutHowOften_WritesAfterEveryEpoch()
    {
        var run = new LongRun(Optimizer.Adam());
        LongRun.Fit(run.Trainer(), run.Options(new(Folder) { KeepLast = 100 }, patience: 100));
        Names
            .Should()
                .Equal(
                    "step-000000003.safetensors", "step-000000006.safetensors", "step-000000009.safetensors", "step-000000012.safetensors");
    }

    [Fact]
    public void Fit_ByTime_WritesWhenItHasPassed()
    {
        var run = new LongRun(Optimizer.Adam());
        LongRun.Fit(run.Trainer(), run.Options(new(Folder) { Every = TimeSpan.FromTicks(1), KeepLast = 100 }, patience: 100));
        Names.Should().HaveCount(12);
        var other = Path.Combine(folder.Path, "other");
        LongRun.Fit(run.Trainer(), run.Options(new(other) { Every = TimeSpan.FromDays(1), KeepLast = 100 }, patience: 100));
        Directory.GetFiles(other).Select(Path.GetFileName).Should().Equal("step-000000012.safetensors");
    }

    [Fact]
    public void Fit_KeepBest_KeepsTheEndOfTheBestEpoch()
    {
        var run = new LongRun(Optimizer.Adam(0.1));
        var trainer = run.Trainer();
        var checkpoints = new Checkpoints(Folder) { EverySteps = 1000, KeepBest = true };
        var history = LongRun.Fit(trainer, run.Options(checkpoints, epochs: 20));

        history.BestRestored.Should().BeTrue();
        Network<float>.Load(checkpoints.FindBest()!).Theta().Bits().Should().Equal(trainer.Network.Theta().Bits());
        var best = run.Trainer();
        best.Resume(checkpoints.FindBest()!);
        best.Steps.Should().Be(history.BestEpoch * LongRun.StepsPerEpoch);
    }

    [Fact]
    public void Fit_Resumed_KeepsTheSameBest()
    {
        var run = new LongRun(Optimizer.Adam(0.1));
        var checkpoints = new Checkpoints(Folder) { EverySteps = 2, KeepBest = true, KeepLast = 100 };
        LongRun.Fit(run.Trainer(), run.Options(checkpoints, epochs: 10));
        var best = File.ReadAllBytes(checkpoints.FindBest()!);

        foreach (var path in Directory.GetFiles(Folder, "step-*"))
        {
            var resumed = run.Trainer();
            resumed.Resume(path);
            var history = LongRun.Fit(resumed, run.Options(checkpoints, epochs: 10));
            Network<float>.Load(checkpoints.FindBest()!).Theta().Bits().Should().Equal(FileBytes.LoadNetwork<float>(best).Theta().Bits());
        }
    }

    [Fact]
    public void Fit_Cancelled_WritesWhereItStood()
    {
        var run = new LongRun(Optimizer.Adam());
        using var cancellation = new CancellationTokenSource();
        var checkpoints = new Checkpoints(Folder) { EverySteps = 1000 };
        run.Trainer().Fit(LongRun.Training, LongRun.Validation, run.Options(checkpoints), new Stopping(cancellation), cancellation.Token);
        checkpoints.FindLast().Should().Be(Path.Combine(Folder, "step-000000003.safetensors"));
        checkpoints.FindBest().Should().BeNull();
    }

    [Fact]
    public void Fit_IntoTheFolderOfAnotherRun_IsRefused()
    {
        var run = new LongRun(Optimizer.Adam());
        var checkpoints = new Checkpoints(Folder);
        checkpoints.FindLast().Should().BeNull();
        var trainer = run.Trainer();
        LongRun.Fit(trainer, run.Options(checkpoints, patience: 100));

        Failure.Of<ArgumentException>(() => LongRun.Fit(run.Trainer(), run.Options(checkpoints))).Should().Be(
            $"The folder {Folder} holds step-000000012.safetensors of another run: resume it with " +
            $"trainer.Resume(checkpoints.FindLast()), or name another folder. (Parameter 'options')");
        LongRun.Fit(trainer, run.Options(checkpoints, patience: 100)).Epochs.Should().HaveCount(4, "the same trainer goes on");
        Names.Should().Equal("step-000000021.safetensors", "step-000000024.safetensors");
    }

    [Fact]
    public void Fit_WhatAKilledRunHasLeft_IsRemoved()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "step-000000003.safetensors.0123456789abcdef0123456789abcdef.tmp"), "half a fi");
        File.WriteAllText(Path.Combine(Folder, "best.safetensors.0123456789abcdef0123456789abcdef.tmp"), "");
        File.WriteAllText(Path.Combine(Folder, "notes.txt"), "mine");
        var run = new LongRun(Optimizer.Adam());
        LongRun.Fit(run.Trainer(), run.Options(new(Folder) { KeepLast = 1 }, patience: 100));
        Names.Should().Equal("notes.txt", "step-000000012.safetensors");
    }

    [Fact]
    public void Fit_WhenACheckpointCannotBeWritten_LosesNothing()
    {
        var run = new LongRun(Optimizer.Adam());
        var whole = run.Trainer();
        var expected = LongRun.Remains(whole, LongRun.Fit(whole, run.Options()));
        Directory.CreateDirectory(Path.Combine(Folder, "step-000000004.safetensors"));
        var trainer = run.Trainer();

        FluentActions.Invoking(() => LongRun.Fit(trainer, run.Options(new(Folder) { EverySteps = 2 }))).Should().Throw<Exception>()
            .Which.Should().Match(failure => failure is IOException || failure is UnauthorizedAccessException);

        trainer.Steps.Should().Be(4);
        var elsewhere = Path.Combine(folder.Path, "elsewhere.safetensors");
        trainer.SaveCheckpoint(elsewhere);
        var resumed = run.Trainer();
        resumed.Resume(elsewhere);
        LongRun.Remains(resumed, LongRun.Fit(resumed, run.Options())).Should().Equal(expected);
    }

    [Fact]
    public void Fit_OnesOwnPlugIns_NeedNoNamesToResume()
    {
        var data = Given.Classes<double>(3, 2, 20, seed: 1);
        Trainer<double> Fresh() =>
            new(
                new Network<double>(3, 1, new Dense(4, new Squareplus()), new Dense(2, Activation.Identity)), new LogCosh(),
                new SignDescent(0.01), new SmoothL1(0.1));
        var checkpoints = new Checkpoints(Folder) { KeepLast = 5 };
        var whole = Fresh();
        whole.Fit(data, options: new FitOptions { Epochs = 3, Checkpoints = checkpoints });
        var path = Path.Combine(Folder, "step-000000001.safetensors");

        var resumed = Fresh();
        resumed.Resume(path);
        resumed.Fit(data, options: new FitOptions { Epochs = 3 });

        resumed.Network.Theta().Bits().Should().Equal(whole.Network.Theta().Bits());
        Failure.Of<InvalidDataException>(() => Network<double>.Load(path)).Should().Be(
            "step-000000001.safetensors cannot be loaded: network.layers[0].activation: the activation \"Squareplus\" is not known: " +
            "register it with " +
            "PlugIns.Library.With(\"Squareplus\", …) and load with these plug-ins.");
        Network<double>.Load(path, PlugIns.Library.With("Squareplus", new Squareplus())).Layers.Should().HaveCount(2);
    }

    [Fact]
    public void Fit_KeepBestByTheTestSet_IsRefused()
    {
        var run = new LongRun(Optimizer.Adam());
        Failure.Of<ArgumentException>(() => run.Trainer().Fit(
            LongRun.Training, LongRun.Validation.WithRole(DataRole.Test),
            new FitOptions { Checkpoints = new(Folder) { KeepBest = true } })).Should().Be(
            "Checkpoints keep the best epoch by the validation cost, and the validation set is the test set: what has chosen cannot " +
            "judge. Give the development set, " +
            "or say with WithRole(DataRole.Dev) that this set is there to choose by. (Parameter 'validation')");
    }

    [Fact]
    public void Options_OutOfRange_AreNamed()
    {
        FluentActions.Invoking(() => new Checkpoints("")).Should().Throw<ArgumentException>().WithParameterName("folder");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new Checkpoints("x") { EverySteps = 0 })
            .Should().Be("EverySteps must be 1 or greater, got 0. (Parameter 'EverySteps')");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new Checkpoints("x") { Every = TimeSpan.Zero })
            .Should().Be("Every must be greater than zero, got 00:00:00. (Parameter 'Every')");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new Checkpoints("x") { KeepLast = 0 })
            .Should().Be("KeepLast must be 1 or greater, got 0. (Parameter 'KeepLast')");
        FluentActions.Invoking(() => _ = new Checkpoints("x") { PlugIns = null! })
            .Should().Throw<ArgumentNullException>().WithParameterName("PlugIns");
    }

    /// <summary>Asks for the end of the run when its first epoch is over.</summary>
    private sealed class Stopping(CancellationTokenSource cancellation) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Finished is not null)
            {
                cancellation.Cancel();
            }
        }
    }
}
