using DeepLearning.Processes;

namespace DeepLearning.Tests.Processes;

/// <summary>The same table on any number of processes.</summary>
public sealed class SharedSearchTests : IDisposable
{
    private static readonly Hyperparameter<double> Rate = Hyperparameter.Logarithmic("rate", 1e-4, 1);

    private readonly TemporaryFolder folder = new();

    public static TheoryData<bool, int> Searches => new() { { false, 2 }, { false, 3 }, { true, 2 }, { true, 3 }, { true, 4 } };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Searches))]
    public void Search_HasTheTableOfOneProcess(bool halves, int size) =>
        ThreadProcessGroup.Run(size, 4, group => Table(group, halves)).Should().AllBe(Table(null, halves));

    [Theory]
    [MemberData(nameof(Searches))]
    public void Search_ThatWasCancelled_GoesOnWithOthers(bool halves, int size)
    {
        var whole = Table(null, halves);
        var file = Path.Combine(folder.Path, "search.json");
        ThreadProcessGroup.Run(4, 4, group => Table(group, halves, file, cancelAt: 3)).Should()
            .AllSatisfy(table => table.Should().NotBe(whole));

        ThreadProcessGroup.Run(size, 4, group => Table(group, halves, file)).Should().AllBe(whole);
        Directory.GetFiles(folder.Path).Should().Equal(file);
        Table(null, halves, file).Should().Be(whole);
    }

    [Fact]
    public void Search_OfAnotherSeedOnAProcess_IsRefused() =>
        new Action(() => ThreadProcessGroup.Run(2, 2, group => Table(group, halves: false, seed: group.Rank)))
            .Should().Throw<ArgumentException>().WithMessage("Process 1 has another search than process 0: \"seed 1;*and there \"seed 0;*");

    [Fact]
    public void Progress_IsToldOnProcess0_OfAllTrials()
    {
        var told = ThreadProcessGroup.Run(3, 4, group =>
        {
            var progress = new Counting();
            Table(group, halves: false, progress: progress);
            return progress.Count;
        });

        told.Should().Equal(9, 0, 0);
    }

    private static string Table(
        ProcessGroup? group, bool halves, string? file = null, int cancelAt = int.MaxValue, long seed = 5,
        IProgress<TuningProgress>? progress = null)
    {
        using var cancellation = new CancellationTokenSource();
        var measured = 0;
        var search = new RandomSearch(Rate)
        {
            Trials = 9, Seed = seed, File = file, Processes = group, Halving = halves ? new SuccessiveHalving() : null,
            MaxParallelTrials = 1,
        };
        var result = search.Run(Train, progress, cancellation.Token);
        return string.Join('\n', result.Trials.Select(trial => $"{trial.Trial} {string.Join(' ', trial.Scores)} {trial.Ending}"));

        IEnumerable<double> Train(Trial trial)
        {
            for (var epoch = 1; epoch <= 10; epoch++)
            {
                if (++measured == cancelAt)
                {
                    cancellation.Cancel();
                }

                yield return (epoch * trial.Get(Rate)) - (trial.Get(Rate) * trial.Get(Rate) * epoch);
            }
        }
    }

    private sealed class Counting : IProgress<TuningProgress>
    {
        public int Count { get; private set; }

        public void Report(TuningProgress value) => Count++;
    }
}
