using DeepLearning.Tests.Numerics;

namespace DeepLearning.Tests;

[Collection(nameof(BackendTests))]
public sealed class EnsembleTrainingTests : IDisposable
{
    private static readonly Dataset<float> Data = Given.Classes<float>(6, 3, 120, seed: 1);

    private static readonly FitOptions Options = new() { Epochs = 5, BatchSize = 16, EarlyStopping = new() { Patience = 3 } };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Train_OnAnyNumberOfThreads_GivesTheMembersThatTrainersGive()
    {
        var alone = Data.Folds(4, seed: 1).Select((fold, number) =>
        {
            var trainer = Member(number);
            trainer.Fit(fold.Train, fold.Validation, Options);
            return trainer.Network.Theta().Bits();
        }).ToArray();
        var before = Backend.Threads;
        try
        {
            foreach (var threads in new[] { 1, 2, 5 })
            {
                Backend.Threads = threads;
                var ensemble = Ensemble<float>.Train(Data.Folds(4, seed: 1), Member, Options);
                ensemble.Members.Select(member => member.Theta().Bits()).Should().BeEquivalentTo(alone, how => how.WithStrictOrdering());
                ensemble.Histories.Should().HaveCount(4).And.AllSatisfy(history => history.Cancelled.Should().BeFalse());
            }
        }
        finally
        {
            Backend.Threads = before;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(20)]
    public void Resume_AfterACancellation_EndsWithTheSameBits(int epochs)
    {
        var whole = Ensemble<float>.Train(Data.Folds(4, seed: 1), Member, Options);
        using var source = new CancellationTokenSource();
        var options = Options with { Checkpoints = new(folder.Path) { EverySteps = 1 } };
        var part = Ensemble<float>.Train(Data.Folds(4, seed: 1), Member, options, new After(epochs, source), source.Token);
        var resumed = Ensemble<float>.Resume(Data.Folds(4, seed: 1), Member, options);

        (part.Histories.Sum(history => history.Epochs.Count) >= epochs).Should().BeTrue();
        Bits(resumed).Should().Equal(Bits(whole));
        Bits(Ensemble<float>.Resume(Data.Folds(4, seed: 1), Member, options)).Should().Equal(Bits(whole), "of one that is over too");
        Failure.Of<ArgumentException>(() => Ensemble<float>.Train(Data.Folds(4, seed: 1), Member, options)).Should()
            .Contain("of another run");
    }

    [Fact]
    public void Train_ReportsEveryEpoch()
    {
        var reports = new List<EnsembleProgress>();
        Ensemble<float>.Train(Data.Folds(4, seed: 1), Member, Options with { EarlyStopping = null }, new Reports(reports));

        reports.Select(report => report.FinishedEpochs).Should().Equal([.. Enumerable.Range(1, 20).SelectMany(Twice)]);
        reports[^1].Remaining.Should().Be(TimeSpan.Zero);

        // The last epoch of a member is told again when it is over.
        int[] Twice(int epoch) => [.. Enumerable.Repeat(epoch, reports.Count(report => report.FinishedEpochs == epoch))];
    }

    [Fact]
    public void Train_OfWhatCannotBe_IsRefused()
    {
        Failure.Of<ArgumentException>(() => Ensemble<float>.Train([], Member)).Should().StartWith("An ensemble needs at least one member");
        var same = Member(0);
        Failure.Of<ArgumentException>(() => Ensemble<float>.Train(Data.Folds(2, seed: 1), _ => same)).Should()
            .StartWith("The function member gave a network of another member");
        Failure.Of<ArgumentException>(() => Ensemble<float>.Train(Data.Folds(2, seed: 1), _ => null!)).Should()
            .StartWith("The function member gave null for member");
        Failure.Of<ArgumentException>(() => Ensemble<float>.Resume(Data.Folds(2, seed: 1), Member, Options)).Should()
            .StartWith("options has no Checkpoints");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var action = () => Ensemble<float>.Train(Data.Folds(2, seed: 1), Member, cancellationToken: cancelled.Token);
        action.Should().Throw<OperationCanceledException>();
    }

    private static long[] Bits(Ensemble<float> ensemble) => [.. ensemble.Members.SelectMany(member => member.Theta().Bits())];

    private static Trainer<float> Member(int number) => new(
        new Network<float>(6, number, new Dense(8, Activation.ReLU) { KeepProbability = 0.8 }, new Dense(3, Activation.Softmax)),
        Loss.CrossEntropy, Optimizer.Adam(0.01));

    private sealed class After(int epochs, CancellationTokenSource source) : IProgress<EnsembleProgress>
    {
        public void Report(EnsembleProgress value)
        {
            if (value.FinishedEpochs >= epochs)
            {
                source.Cancel();
            }
        }
    }

    private sealed class Reports(List<EnsembleProgress> reports) : IProgress<EnsembleProgress>
    {
        public void Report(EnsembleProgress value) => reports.Add(value);
    }
}
