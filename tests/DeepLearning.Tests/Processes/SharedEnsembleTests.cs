using DeepLearning.Processes;

namespace DeepLearning.Tests.Processes;

/// <summary>The same ensemble on any number of processes.</summary>
public sealed class SharedEnsembleTests : IDisposable
{
    private const int Members = 5;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Train_HasTheBitsOfOneProcess(int size) =>
        ThreadProcessGroup.Run(size, 8, group => Trained(group)).Should().AllBe(Trained(null));

    [Fact]
    public void Resume_GoesOnWithAnotherNumberOfProcesses()
    {
        var whole = Trained(null);
        ThreadProcessGroup.Run(3, 4, group => Trained(group, folder.Path, cancelAfter: 40)).Should().AllSatisfy(
            part => part.Should().NotBe(whole));

        ThreadProcessGroup.Run(2, 4, group => Trained(group, folder.Path, isResumed: true)).Should().AllBe(whole);
    }

    [Fact]
    public void Train_OfAnotherNumberOfMembersOnAProcess_IsRefused() =>
        new Action(() => ThreadProcessGroup.Run(2, 2, group => Trained(group, members: Members + group.Rank)))
            .Should().Throw<ArgumentException>().WithMessage("Process 1 has an ensemble of 6 members, process 0 one of 5.*");

    private static string Trained(
        ProcessGroup? group, string? checkpoints = null, int cancelAfter = int.MaxValue, bool isResumed = false, int members = Members)
    {
        using var cancellation = new CancellationTokenSource();
        var data = Given.Classes<double>(4, 3, 90, 7);
        var options = new FitOptions
        {
            Epochs = 8, BatchSize = 16, EarlyStopping = new EarlyStopping { Patience = 2 }, Processes = group,
            Checkpoints = checkpoints is null ? null : new Checkpoints(checkpoints) { EverySteps = 5 },
            Schedule = new Cancelling(cancelAfter, cancellation),
        };
        var sets = data.Folds(members, seed: 1);
        var ensemble = isResumed ? Ensemble<double>.Resume(sets, Member, options)
            : Ensemble<double>.Train(sets, Member, options, cancellationToken: cancellation.Token);
        return string.Join('\n', ensemble.Members.Select((network, m) =>
            $"{VariedRun.Hash(network, ensemble.Histories[m])} {ensemble.Histories[m].BestEpoch}"));
    }

    private static Trainer<double> Member(int number) => new(
        new Network<double>(4, seed: number, [new Dense(6, Activation.Tanh), new Dense(3, Activation.Softmax)]), Loss.CrossEntropy,
        Optimizer.Adam(0.02));

    /// <summary>Ends the training of a process after so many of its steps.</summary>
    private sealed class Cancelling(int steps, CancellationTokenSource cancellation) : Schedule
    {
        private int seen;

        public override string Name => "cancelling";

        public override double Factor(ScheduleContext context)
        {
            if (Interlocked.Increment(ref seen) == steps)
            {
                cancellation.Cancel();
            }

            return 1;
        }
    }
}
