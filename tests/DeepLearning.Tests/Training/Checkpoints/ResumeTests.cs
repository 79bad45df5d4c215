namespace DeepLearning.Tests;

public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Optimizers => [.. Implementations.Optimizers.Keys];

    private string Target => Path.Combine(folder.Path, "checkpoint.safetensors");

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Resume_CancelledAfterAnyStep_EndsWithTheBitsOfAnUninterruptedRun(string name) =>
        Everywhere(Implementations.Optimizers[name], augmented: false);

    [Fact]
    public void Resume_WithImagesThatAreAugmentedAhead_EndsWithTheBitsOfAnUninterruptedRun() =>
        Everywhere(Optimizer.Adam(0.01), augmented: true);

    [Fact]
    public void Resume_WithAveragesOfTheWeights_EndsWithTheBitsOfAnUninterruptedRun()
    {
        Everywhere(Optimizer.Adam(0.01), augmented: false, WeightAverage.Exponential(0.7));
        Everywhere(Optimizer.AdamW(0.01, beta1: 0), augmented: false, WeightAverage.ScheduleFree(0.8));
    }

    [Fact]
    public void Resume_OfDouble_EndsWithTheBitsOfAnUninterruptedRun()
    {
        var data = Given.Classes<double>(5, 2, 40, seed: 1);
        Trainer<double> Fresh() =>
            new(
                new Network<double>(5, 1, new Dense(4, Activation.ReLU) { KeepProbability = 0.5 }, new Dense(2, Activation.Softmax)),
                Loss.CrossEntropy, Optimizer.Adam());
        var options = new FitOptions { Epochs = 3, BatchSize = 7, Checkpoints = new(folder.Path) { EverySteps = 1, KeepLast = 100 } };
        var whole = Fresh();
        whole.Fit(data, options: options);

        foreach (var path in Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal))
        {
            var resumed = Fresh();
            resumed.Resume(path);
            resumed.Fit(data, options: new FitOptions { Epochs = 3, BatchSize = 7 });
            resumed.Network.Theta().Bits().Should().Equal(whole.Network.Theta().Bits());
        }
    }

    [Fact]
    public void Resume_OfARunThatIsOver_ReturnsItsHistoryAtOnce()
    {
        var run = new LongRun(Optimizer.Adam(0.05));
        var checkpoints = new Checkpoints(folder.Path);
        var whole = run.Trainer();
        var history = LongRun.Fit(whole, run.Options(checkpoints, epochs: 30));
        history.StoppedEarly.Should().BeTrue("the test is of a run that ends early");

        var again = run.Trainer();
        again.Resume(checkpoints.FindLast()!);
        var repeated = LongRun.Fit(again, run.Options(checkpoints, epochs: 30));

        LongRun.Remains(again, repeated).Should().Equal(LongRun.Remains(whole, history));
        repeated.Epochs.Select(epoch => epoch.Elapsed).Should().Equal(history.Epochs.Select(epoch => epoch.Elapsed));
    }

    [Theory]
    [InlineData(5, 9)]
    [InlineData(9, 5)]
    [InlineData(6, 30)]
    [InlineData(30, 7)]
    [InlineData(2, 4)]
    public void Resume_WithAnotherNumberOfEpochs_EndsWithTheBitsOfARunOfThatLength(int before, int after)
    {
        foreach (var patience in new[] { 1, 100 })
        {
            var run = new LongRun(Optimizer.Adam(0.05));
            var whole = run.Trainer();
            var expected = LongRun.Remains(whole, LongRun.Fit(whole, run.Options(epochs: after, patience: patience)));
            var checkpoints = new Checkpoints(Path.Combine(folder.Path, $"{patience}")) { EverySteps = 1, KeepLast = 1000 };
            var first = LongRun.Fit(run.Trainer(), run.Options(checkpoints, before, patience));

            var files = Directory.GetFiles(checkpoints.Folder).Order(StringComparer.Ordinal).ToArray();
            files.Should().HaveCount(first.StepCosts.Count);
            foreach (var path in files.Take(after * LongRun.StepsPerEpoch))
            {
                var resumed = run.Trainer();
                resumed.Resume(path);
                LongRun.Remains(resumed, LongRun.Fit(resumed, run.Options(epochs: after, patience: patience)))
                    .Should().Equal(expected, path);
            }
        }
    }

    [Fact]
    public void Resume_AtTheEpochThatWouldHaveStoppedALongerRun_StopsIt()
    {
        var run = new LongRun(Optimizer.Adam(0.05));
        var whole = run.Trainer();
        var history = LongRun.Fit(whole, run.Options(epochs: 30));
        history.StoppedEarly.Should().BeTrue("the test is of a run that ends early");
        var checkpoints = new Checkpoints(folder.Path);
        var last = history.Epochs.Count;
        LongRun.Fit(run.Trainer(), run.Options(checkpoints, epochs: last)).StoppedEarly.Should().BeFalse("it ends by itself there");

        var resumed = run.Trainer();
        resumed.Resume(checkpoints.FindLast()!);
        LongRun.Remains(resumed, LongRun.Fit(resumed, run.Options(epochs: 30))).Should().Equal(LongRun.Remains(whole, history));
    }

    [Fact]
    public void Resume_WithFewerEpochsThanAreBegun_SaysSo()
    {
        var run = new LongRun(Optimizer.Adam());
        var checkpoints = new Checkpoints(folder.Path) { EverySteps = 1, KeepLast = 100 };
        LongRun.Fit(run.Trainer(), run.Options(checkpoints, patience: 100));
        var resumed = run.Trainer();
        resumed.Resume(Path.Combine(folder.Path, "step-000000007.safetensors"));
        Failure.Of<ArgumentException>(() => LongRun.Fit(resumed, run.Options(epochs: 2, patience: 100))).Should().Be(
            "The trainer was resumed in epoch 3 of a run, but Epochs is 2: resume an earlier checkpoint, or go on to epoch 3 at least. " +
            "(Parameter 'options')");
        LongRun.Fit(resumed, run.Options(epochs: 3, patience: 100)).Epochs.Should().HaveCount(3);
    }

    [Fact]
    public void Resume_WithAnotherEndOfASchedule_SaysWhichStepItWouldHaveChanged()
    {
        (Schedule Schedule, string Message)[] cases =
        [
            (Schedule.CosineDecay(), "CosineDecay (last 0), depends on where the run ends, and would have multiplied the learning rate " +
                "of step 2 by "),
            (Schedule.WarmUp(3, Schedule.LinearDecay()), "WarmUp (steps 3, then LinearDecay (last 0)), depends on where the run ends, " +
                "and would have multiplied the learning rate of step 2 by "),
            (Schedule.OneCycle(), "OneCycle (rise 0.3, first 0.04, last 4E-06), depends on where the run ends, and would have multiplied " +
                "the learning rate of step 2 by "),
        ];
        foreach (var (schedule, message) in cases)
        {
            var run = new LongRun(Optimizer.Adam(), schedule: schedule);
            var checkpoints = new Checkpoints(Path.Combine(folder.Path, schedule.Name)) { EverySteps = 1, KeepLast = 100 };
            LongRun.Fit(run.Trainer(), run.Options(checkpoints, patience: 100));
            var resumed = run.Trainer();
            resumed.Resume(checkpoints.FindLast()!);
            Failure.Of<ArgumentException>(() => LongRun.Fit(resumed, run.Options(epochs: 8, patience: 100))).Should()
                .StartWith("The trainer was resumed in a run with Epochs = 4, which cannot become one with 8: its schedule, " + message)
                .And.EndWith(". Resume it with Epochs = 4, and train on with a second call of Fit; or begin anew. (Parameter 'options')");
            LongRun.Fit(resumed, run.Options(patience: 100)).Epochs.Should().HaveCount(4, "what was refused has changed nothing");
        }
    }

    [Fact]
    public void Resume_OfACheckpointWithoutAChecksum_GoesOn()
    {
        var run = new LongRun(Optimizer.Adam());
        var checkpoints = new Checkpoints(folder.Path) { EverySteps = 5, KeepLast = 100 };
        var whole = run.Trainer();
        var expected = LongRun.Remains(whole, LongRun.Fit(whole, run.Options(checkpoints)));
        var saved = File.ReadAllBytes(Path.Combine(folder.Path, "step-000000005.safetensors"));
        FileBytes.WithoutChecksum(saved).Length.Should().BeLessThan(saved.Length);

        var resumed = run.Trainer();
        resumed.Resume(folder.Write("before.safetensors", FileBytes.WithoutChecksum(saved)));
        LongRun.Remains(resumed, LongRun.Fit(resumed, run.Options())).Should().Equal(expected);

        saved[^1] ^= 1;
        Failure.Of<InvalidDataException>(() => resumed.Resume(folder.Write("damaged.safetensors", saved))).Should().Be(
            "damaged.safetensors is damaged, or was changed by another program: its content does not have the checksum \"sha256\" that " +
            "it was saved with.");
    }

    [Theory]
    [InlineData("layers.0.weight", float.NaN, "layers.0.weight[0, 0] is NaN, but must be finite.")]
    [InlineData("best.layers.1.bias", float.PositiveInfinity, "best.layers.1.bias[0, 0] is infinity, but must be finite.")]
    [InlineData("optimizer.1.layers.0.gain", float.NegativeInfinity, "optimizer.1.layers.0.gain[0, 0] is -infinity, but must be finite.")]
    [InlineData("optimizer.1.layers.0.bias", -1f, "the optimizer's state of layers.0.bias[0, 0] leads to numbers that are not finite.")]
    [InlineData("history.step_costs", float.NaN, "history.step_costs[0] is NaN, but must be finite.")]
    [InlineData(
        "run.costs", float.NaN, "the tensor \"run.costs\" must have 3 numbers, a sum of costs and what was best, and has NaN, NaN, ")]
    public void Resume_OfNumbersThatCannotBe_SaysWhichAndChangesNothing(string tensor, float number, string message)
    {
        var run = new LongRun(Optimizer.Adam());
        var checkpoints = new Checkpoints(folder.Path) { EverySteps = 5, KeepLast = 100 };
        LongRun.Fit(run.Trainer(), run.Options(checkpoints));
        var file = FileBytes.WithoutChecksum(File.ReadAllBytes(Path.Combine(folder.Path, "step-000000005.safetensors")));
        FileBytes.SetFirst(file, tensor, number);
        var trainer = run.Trainer();
        var before = trainer.Network.Theta().Bits();
        Failure.Of<InvalidDataException>(() => trainer.Resume(folder.Write("c.safetensors", file)))
            .Should().StartWith($"c.safetensors cannot be loaded: {message}");
        trainer.Network.Theta().Bits().Should().Equal(before);
        trainer.Steps.Should().Be(0);
    }

    [Theory]
    [InlineData("history.cost", "cost")]
    [InlineData("history.learning_rate", "learning rate")]
    [InlineData("history.elapsed", "time")]
    public void Resume_OfAHistoryThatCannotBe_SaysWhichColumn(string tensor, string what)
    {
        var run = new LongRun(Optimizer.Adam());
        var checkpoints = new Checkpoints(folder.Path) { EverySteps = 5, KeepLast = 100 };
        LongRun.Fit(run.Trainer(), run.Options(checkpoints));
        var file = FileBytes.WithoutChecksum(File.ReadAllBytes(Path.Combine(folder.Path, "step-000000005.safetensors")));
        FileBytes.SetFirst(file, tensor, double.NaN);
        Failure.Of<InvalidDataException>(() => run.Trainer().Resume(folder.Write("c.safetensors", file))).Should().Be(
            $"c.safetensors is damaged: the tensor \"{tensor}\" holds a {what} that cannot be.");
    }

    [Fact]
    public void SaveCheckpoint_OfNumbersThatAreNotFinite_IsRefused()
    {
        var trainer = new LongRun(Optimizer.Adam()).Trainer();
        trainer.Network.Layers[0].Weights[2, 1] = float.NaN;
        Failure.Of<InvalidOperationException>(() => trainer.SaveCheckpoint(Target)).Should().Be(
            "layers.0.weight[2, 1] is NaN: training cannot go on from numbers that are not finite, and the checkpoint is not saved.");
        trainer.Network.Layers[0].Weights[2, 1] = 0;
        trainer.State.Memory[3][1][4] = float.PositiveInfinity;
        Failure.Of<InvalidOperationException>(() => trainer.SaveCheckpoint(Target)).Should().Be(
            "s of layers.0.shift[4, 0] is infinity: training cannot go on from numbers that are not finite, and the checkpoint is not " +
            "saved.");
        Directory.GetFiles(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void Resume_BetweenRuns_GoesOnAsTheTrainerWould()
    {
        var run = new LongRun(Optimizer.Nadam(0.01));
        var whole = run.Trainer();
        LongRun.Fit(whole, run.Options());
        whole.SaveCheckpoint(Target);
        var second = LongRun.Fit(whole, run.Options());

        var resumed = run.Trainer();
        resumed.Resume(Target);
        LongRun.Remains(resumed, LongRun.Fit(resumed, run.Options())).Should().Equal(LongRun.Remains(whole, second));
    }

    [Fact]
    public void Resume_AndSaveAgain_KeepsTheRun()
    {
        using var cancellation = new CancellationTokenSource();
        var run = new LongRun(Optimizer.Momentum(0.1), schedule: new Cancelling(5, cancellation));
        var resumed = CancelledAt(run, cancellation, out _);
        var other = Path.Combine(folder.Path, "other.safetensors");
        resumed.SaveCheckpoint(other);

        File.ReadAllBytes(other).Should().Equal(File.ReadAllBytes(Target));
    }

    [Fact]
    public void Resume_OfAnotherTraining_NamesAllThatDiffers()
    {
        new LongRun(Optimizer.Adam()).Trainer().SaveCheckpoint(Target);
        var network = new Network<float>(
            9, seed: 6, new Dense(7, Activation.LeakyReLU(0.2)), new Dense(4, Activation.Tanh), new Dense(3, Activation.Identity));
        var other = new Trainer<float>(network, Loss.Huber(2), Optimizer.Adam(0.01));
        var before = network.Theta();

        Failure.Of<ArgumentException>(() => other.Resume(Target)).Should().Be(
            "checkpoint.safetensors is a checkpoint of another training: the number of inputs is 9, but was 16; the seed is 6, but was " +
            "5; the share of the inputs that " +
            "dropout keeps is 1, but was 0.9; the number of layers is 3, but was 2; the layer 1 is 7 units, LeakyReLU (slope 0.2), but " +
            "was 6 units, Tanh, normalization " +
            "LayerNormalization (epsilon 1E-05), constraint MaxNorm (limit 1.5), keep 0.7; the layer 2 is 4 units, Tanh, but was 3 " +
            "units, Softmax; the layer 3 is " +
            "3 units, Identity, but was none; the loss is Huber (delta 2), but was CrossEntropy (labelSmoothing 0); the optimizer is " +
            "Adam (learningRate 0.01, beta1 0.9, " +
            "beta2 0.999, epsilon 1E-08), but was Adam (learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1E-08); the regularizer is " +
            "None, but was L2 (lambda 0.01); " +
            "the clipping is none, but was ByGlobalNorm (limit 0.5). (Parameter 'path')");
        network.Theta().Should().Equal(before);
        other.Steps.Should().Be(0);
    }

    [Fact]
    public void Resume_OfAnotherTypeOfNumber_SaysSo()
    {
        var network = new Network<float>(3, 1, new Dense(2, Activation.Softmax));
        new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam()).SaveCheckpoint(Target);
        Failure.Of<ArgumentException>(
            () => new Trainer<double>(network.ConvertTo<double>(), Loss.CrossEntropy, Optimizer.Adam()).Resume(Target)).Should().Be(
            "checkpoint.safetensors is a checkpoint of another training: the type of number is double, but was float. (Parameter 'path')");
    }

    [Fact]
    public void Fit_AfterResumingWithOtherDataOrOptions_NamesAllThatDiffers()
    {
        var run = new LongRun(Optimizer.Adam());
        var checkpoints = new Checkpoints(folder.Path) { EverySteps = 4 };
        LongRun.Fit(run.Trainer(), run.Options(checkpoints));
        var resumed = run.Trainer();
        resumed.Resume(checkpoints.FindLast()!);

        Failure.Of<ArgumentException>(() => resumed.Fit(
            LongRun.Training.Split(0.5, 0.5, seed: 1).Train,
            options: new FitOptions { Epochs = 7, BatchSize = 5, Shuffle = false, EvaluateTrainingSet = false,
                ClassWeights = [1, 2, 3] })).Should().Be(
            "The trainer was resumed in a run of other data or options: the number of training examples is 11, but was 22; the number of " +
            "validation examples is none, " +
            "but was 9; the batch size is 5, but was 8; the shuffling is off, but was on; the evaluation of the training set is " +
            "off, but was on; the schedule is Constant, but was WarmUp (steps 3, then ReduceOnPlateau (gamma 0.5, patience 0, threshold " +
            "0.0001, cooldown 0, least 0)); " +
            "the early stopping is none, but was of the validation cost, patience 1, minimal change 0, restoring the best; the weights " +
            "of the examples is none, but was " +
            "22 (c40a0db41e06); the weights of the classes is 3 (a68de4b5e96a), but was none. (Parameter 'options')");

        LongRun.Fit(resumed, run.Options(checkpoints)).Epochs.Should().NotBeEmpty("what was refused has changed nothing");
    }

    [Fact]
    public void Settings_EveryOption_IsComparedOrChangesNoBit()
    {
        typeof(FitOptions).GetProperties().Select(property => property.Name).Should().BeEquivalentTo(
            [
                nameof(FitOptions.Epochs), nameof(FitOptions.BatchSize), nameof(FitOptions.Shuffle), nameof(FitOptions.EvaluateTrainingSet),
                nameof(FitOptions.Augmentation),
                nameof(FitOptions.Schedule), nameof(FitOptions.EarlyStopping), nameof(FitOptions.SampleWeights),
                nameof(FitOptions.ClassWeights),
                nameof(FitOptions.WeightAverage), nameof(FitOptions.Processes),

                // They change no bit of what is learned.
                nameof(FitOptions.Checkpoints), nameof(FitOptions.InspectEverySteps),
            ],
            "an option that Settings does not compare could change when a run is resumed, and its bits with it");
        typeof(Trainer<float>).GetProperties().Where(property => property.CanWrite && property.SetMethod!.IsPublic)
            .Select(property => property.Name)
            .Should().BeEquivalentTo(

                // What is set stands in the checkpoint and comes back with it.
                [nameof(Trainer<float>.Clipping), nameof(Trainer<float>.LearningRate)]);
    }

    [Fact]
    public void Fit_AfterStepsSinceResuming_IsRefused()
    {
        var run = new LongRun(Optimizer.Adam());
        var checkpoints = new Checkpoints(folder.Path) { EverySteps = 4 };
        LongRun.Fit(run.Trainer(), run.Options(checkpoints));
        var resumed = run.Trainer();
        resumed.Resume(checkpoints.FindLast()!);
        resumed.Step(LongRun.Training.X, LongRun.Training.Y);

        Failure.Of<InvalidOperationException>(() => LongRun.Fit(resumed, run.Options())).Should().Be(
            "The trainer was resumed in a run, but has taken steps since, so that the run cannot be gone on with: resume it again.");
        resumed.Reset();
        LongRun.Fit(resumed, run.Options()).Epochs.Should().NotBeEmpty("reset, it begins anew");
    }

    [Fact]
    public void Resume_OfAModelFile_SaysWhatItIs()
    {
        var trainer = new LongRun(Optimizer.Adam()).Trainer();
        trainer.Network.Save(Target);
        Failure.Of<InvalidDataException>(() => trainer.Resume(Target)).Should().Be(
            "checkpoint.safetensors holds a network, not a checkpoint: load it with Network<float>.Load.");
        FluentActions.Invoking(() => trainer.Resume("")).Should().Throw<ArgumentException>().WithParameterName("path");
        FluentActions.Invoking(() => trainer.SaveCheckpoint("")).Should().Throw<ArgumentException>().WithParameterName("path");
        FluentActions.Invoking(() => trainer.Resume(Path.Combine(folder.Path, "missing"))).Should().Throw<FileNotFoundException>();
    }

    [Theory]
    [InlineData("\\\"steps\\\":", "\\\"steps\\\":-", "checkpoint.safetensors cannot be loaded: training.steps must be a whole number " +
        "from 0 to 9007199254740992.")]
    [InlineData("\\\"epoch\\\":2", "\\\"epoch\\\":3", "checkpoint.safetensors cannot be loaded: training.run is at step 2 of epoch 3, of " +
        "3 steps each, but has the costs of 5 steps and 1 epoch.")]
    [InlineData("\\\"stepsPerEpoch\\\":3", "\\\"stepsPerEpoch\\\":2", "checkpoint.safetensors cannot be loaded: training.run is at step " +
        "2 of epoch 2, of 2 steps each, but has the costs of 5 steps and 1 epoch.")]
    [InlineData("\\\"restores\\\":true", "\\\"restores\\\":1", "checkpoint.safetensors cannot be loaded: " +
        "training.run.earlyStopping.restores must be true or false.")]
    [InlineData("history.cost", "history.gain", "checkpoint.safetensors has no vector \"history.cost\".")]
    [InlineData("run.costs", "run.coats", "checkpoint.safetensors has no vector \"run.costs\".")]
    [InlineData("optimizer.1.layers.0.gain", "optimizer.9.layers.0.gain", "checkpoint.safetensors has no tensor " +
        "\"optimizer.1.layers.0.gain\".")]
    [InlineData("best.layers.1.bias", "rest.layers.1.bias", "checkpoint.safetensors has no tensor \"best.layers.1.bias\".")]
    [InlineData("\\\"stepsPerEpoch\\\":3", "\\\"stepsPerEpoch\\\":0", "checkpoint.safetensors cannot be loaded: " +
        "training.run.stepsPerEpoch must be a whole number from 1 to 2147483647.")]
    [InlineData("\\\"steps\\\":5", "\\\"steps\\\":4", "checkpoint.safetensors cannot be loaded: training.run has taken 5 steps in 2 " +
        "epochs, but the trainer 4 in 2.")]
    [InlineData("\\\"epochs\\\":2", "\\\"epochs\\\":1", "checkpoint.safetensors cannot be loaded: training.run has taken 5 steps in 2 " +
        "epochs, but the trainer 5 in 1.")]
    [InlineData("\\\"number of epochs\\\":\\\"4\\\"", "\\\"number of epochs\\\":\\\"1\\\"", "checkpoint.safetensors cannot be loaded: " +
        "training.run has begun 2 epochs, but its \"number of epochs\" is \"1\".")]
    [InlineData("\\\"number of epochs\\\":\\\"4\\\"", "\\\"number of epochs\\\":\\\"many\\\"", "checkpoint.safetensors cannot be loaded: " +
        "training.run has begun 2 epochs, but its \"number of epochs\" is \"many\".")]
    [InlineData("\\\"bestEpoch\\\":1", "\\\"bestEpoch\\\":2", "checkpoint.safetensors cannot be loaded: training.run.earlyStopping has " +
        "the best epoch 2 and 0 idle ones since, but 1 epoch is finished.")]
    [InlineData("\\\"idle\\\":0", "\\\"idle\\\":1", "checkpoint.safetensors cannot be loaded: training.run.earlyStopping has the best " +
        "epoch 1 and 1 idle ones since, but 1 epoch is finished.")]
    [InlineData("\\\"elapsed\\\":", "\\\"elapsed\\\":9000000000000000000,\\\"was\\\":", "checkpoint.safetensors cannot be loaded: " +
        "training.run.elapsed must be a whole number from 0 to 3153600000000000000.")]
    [InlineData("\"kind\":\"checkpoint\"", "\"kind\":\"\"", "checkpoint.safetensors holds a \"\", which is not known.")]
    [InlineData(
        "{\"__metadata__\"", "{\"more\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},\"__metadata__\"",
        "checkpoint.safetensors cannot be loaded: it has a tensor \"more\", which is not known.")]
    public void Resume_OfADamagedCheckpoint_SaysWhatAndChangesNothing(string from, string to, string message)
    {
        using var cancellation = new CancellationTokenSource();
        var run = new LongRun(Optimizer.Adam(), schedule: new Cancelling(5, cancellation));
        CancelledAt(run, cancellation, out _);
        var good = File.ReadAllBytes(Target);
        File.WriteAllBytes(Target, FileBytes.WithHeader(good, header => header.Replace(from, to, StringComparison.Ordinal)));
        var trainer = run.Trainer();
        var before = trainer.Network.Theta();

        Failure.Of<InvalidDataException>(() => trainer.Resume(Target)).Should().Be(message);

        trainer.Network.Theta().Should().Equal(before);
        (trainer.Steps, trainer.EpochsBegun).Should().Be((0, 0));
    }

    /// <summary>Interrupts a run after each of its steps, and goes on with it in a trainer that knows nothing but the file.</summary>
    private void Everywhere(Optimizer optimizer, bool augmented, WeightAverage? average = null)
    {
        var whole = new LongRun(optimizer, augmented, new Cancelling(0, cancellation: null)) { Average = average };
        var trainer = whole.Trainer();
        var expected = LongRun.Remains(trainer, LongRun.Fit(trainer, whole.Options()));

        for (var step = 1; step < trainer.Steps; step++)
        {
            using var cancellation = new CancellationTokenSource();
            var run = new LongRun(optimizer, augmented, new Cancelling(step, cancellation)) { Average = average };
            var resumed = CancelledAt(run, cancellation, out var interrupted);
            interrupted.Steps.Should().Be(step);

            LongRun.Remains(resumed, LongRun.Fit(resumed, run.Options())).Should().Equal(expected, $"interrupted after step {step}");
        }
    }

    /// <summary>A fresh trainer, resumed where another was cancelled.</summary>
    private Trainer<float> CancelledAt(LongRun run, CancellationTokenSource cancellation, out Trainer<float> interrupted)
    {
        interrupted = run.Trainer();
        LongRun.Fit(interrupted, run.Options(), cancellation.Token).Cancelled.Should().BeTrue();
        interrupted.SaveCheckpoint(Target);
        var resumed = run.Trainer();
        resumed.Resume(Target);
        return resumed;
    }

    /// <summary>A schedule that looks back on the costs, and asks for the end of the run during one of its steps.</summary>
    private sealed class Cancelling(int step, CancellationTokenSource? cancellation) : Schedule
    {
        private readonly Schedule inner = WarmUp(3, ReduceOnPlateau(0.5, patience: 0));
        private int asked;

        public override double Factor(ScheduleContext context)
        {
            if (++asked == step)
            {
                cancellation!.Cancel();
            }

            return inner.Factor(context);
        }
    }
}
