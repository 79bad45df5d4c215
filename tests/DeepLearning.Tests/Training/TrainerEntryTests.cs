namespace DeepLearning.Tests.Training;

/// <summary>Two threads in one trainer, and calls from within a run.</summary>
public sealed class TrainerEntryTests
{
    private const string OfAnotherThread =
        "Another thread is using this trainer, which is for one thread at a time. Give each thread a trainer and a network of its own, " +
        "or wait for the other.";

    private const string FromWithin =
        "This trainer is in the middle of a run or a step, which must end first: from within it, for example in a handler of progress, " +
        "it can only measure and save.";

    private static readonly Dataset<double> Data = Given.Classes<double>(4, 3, 30, 1);

    private static Dictionary<string, Action<Trainer<double>>> Calls { get; } = new(StringComparer.Ordinal)
    {
        ["Fit"] = trainer => trainer.Fit(Data, options: new FitOptions { Epochs = 1 }),
        ["Step"] = trainer => trainer.Step(Data.X, Data.Y),
        ["FindLearningRate"] = trainer => trainer.FindLearningRate(Data, steps: 3),
        ["Reset"] = trainer => trainer.Reset(),
        ["Resume"] = trainer => trainer.Resume("no such file"),
        ["Measure"] = trainer => trainer.Measure(Data),
        ["SaveCheckpoint"] = trainer => trainer.SaveCheckpoint(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "never")),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Enter_WhileAnotherThreadIsInside_IsRefusedAndHarmsNothing(string name)
    {
        var (alone, disturbed) = (Made(), Made());
        alone.Fit(Data, options: new FitOptions { Epochs = 2 });
        var failures = new List<string>();
        disturbed.Fit(Data, options: new FitOptions { Epochs = 2 }, progress: new Handler(() =>
        {
            var other = new Thread(() => failures.Add(Failure.Of<InvalidOperationException>(() => Calls[name](disturbed))));
            other.Start();
            other.Join();
        }));

        failures.Should().NotBeEmpty().And.OnlyContain(failure => failure == OfAnotherThread);
        disturbed.Network.Theta().Bits().Should().Equal(alone.Network.Theta().Bits());
        disturbed.Step(Data.X, Data.Y).Should().Be(alone.Step(Data.X, Data.Y), "it is free again");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Enter_FromWithinARun_MeasuresAndSavesAndNothingElse(string name)
    {
        var trainer = Made();
        var failures = new List<string?>();
        trainer.Fit(Data, options: new FitOptions { Epochs = 1 }, progress: new Handler(() =>
        {
            try
            {
                Calls[name](trainer);
                failures.Add(null);
            }
            catch (InvalidOperationException failure)
            {
                failures.Add(failure.Message);
            }
            catch (IOException)
            {
                failures.Add(null);
            }
        }));

        var expected = name is "Measure" or "SaveCheckpoint" ? null : FromWithin;
        failures.Should().NotBeEmpty().And.OnlyContain(failure => failure == expected);
    }

    [Fact]
    public void Enter_AfterAFailure_IsFree()
    {
        var trainer = Made();
        Failure.Of<ArgumentException>(() => trainer.Step(new double[3], new double[3]));
        trainer.Step(Data.X, Data.Y).Should().BePositive();
    }

    private static Trainer<double> Made() => new(
        new Network<double>(4, 1, new Dense(5, Activation.Tanh), new Dense(3, Activation.Softmax)), Loss.CrossEntropy, Optimizer.Adam());

    private sealed class Handler(Action handle) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => handle();
    }
}
