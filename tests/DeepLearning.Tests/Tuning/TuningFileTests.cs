namespace DeepLearning.Tests;

/// <summary>A search that is ended at any point and goes on from its file.</summary>
public sealed class TuningFileTests : IDisposable
{
    private static readonly Hyperparameter<double> Rate = Hyperparameter.Logarithmic("rate", 1e-3, 1);
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private string Path => System.IO.Path.Combine(folder, "search.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Run_CancelledAtAnyReport_GoesOnToTheSameTableAndFile()
    {
        var (table, file, reports) = Whole();
        for (var stop = 1; stop < reports; stop++)
        {
            File.Delete(Path);
            using var source = new CancellationTokenSource();
            Search().Run(Train, new Reports(count => Do(source.Cancel, count == stop)), source.Token).Cancelled
                .Should().BeTrue($"it was ended at report {stop}");
            var result = Search().Run(Train);
            result.Cancelled.Should().BeFalse();
            result.ToString().Should().Be(table);
            File.ReadAllText(Path).Should().Be(file);
        }
    }

    [Fact]
    public void Run_KilledAgainAndAgain_GoesOnToTheSameTableAndFile()
    {
        // An exception right after the file was written is as sudden as an end of the process; each run comes one trial further.
        var (table, file, reports) = Whole();
        File.Delete(Path);
        var kills = 0;
        TuningResult? result = null;
        while (result is null)
        {
            var before = File.Exists(Path) ? File.ReadAllText(Path) : "";
            try
            {
                result = Search().Run(Train, new Reports(_ => Do(() => throw new IOException("killed"), File.ReadAllText(Path) != before)));
            }
            catch (IOException)
            {
                kills++;
            }
        }

        kills.Should().BeGreaterThan(5).And.BeLessThanOrEqualTo(reports);
        result.ToString().Should().Be(table);
        File.ReadAllText(Path).Should().Be(file);
    }

    [Fact]
    public void Run_OfAFinishedFile_TrainsNothing()
    {
        var (table, _, _) = Whole();
        Search().Run(_ => Fail()).ToString().Should().Be(table);

        static IEnumerable<double> Fail() => throw new InvalidOperationException("nothing is to be trained");
    }

    [Fact]
    public void Run_OtherMeasurementsThanTheFile_AreRefused()
    {
        using var source = new CancellationTokenSource();
        Search().Run(Train, new Reports(count => Do(source.Cancel, count == 9)), source.Token);
        Failure.Of<InvalidOperationException>(() => Search().Run(trial => Train(trial).Select(score => score + 1))).Should().MatchRegex(
            @"^Trial \d gave \S+ as measurement 1, where the file has \S+\. The function that trains must give the same for the same " +
            @"trial: " +
            @"seed it by the trial, and delete the file when the function or the data has changed\.$");
        Failure.Of<InvalidOperationException>(() => Search().Run(_ => Enumerable.Empty<double>()))
            .Should().MatchRegex(@"^Trial \d ended without a measurement");
    }

    [Fact]
    public void Run_AFileOfAnotherSearch_IsRefused()
    {
        Whole();
        Failure.Of<InvalidDataException>(() => Search(seed: 2).Run(Train))
            .Should().Be($"{Path} holds another search: there 'seed 1', here 'seed 2'. Give another file, or delete this one.");
        Failure.Of<InvalidDataException>(
            () =>
                new RandomSearch(
                    Rate, Hyperparameter.Integer("n", 1, 2)) { Trials = 9, MaxParallelTrials = 1, Halving = new(), File = Path }.Run(Train))
            .Should()
                .Be($"{Path} holds another search: there 'nothing', here 'n: integer from 1 to 2'. Give another file, or delete this one.");
        Failure.Of<InvalidDataException>(() => new RandomSearch(Rate) { Trials = 9, File = Path }.Run(Train)).Should().Be(
            $"{Path} holds another search: there 'one in 3 goes on, the first after 1 measurement', here 'no early stopping'. Give " +
            $"another file, or delete this one.");
    }

    [Theory]
    [InlineData("{", null)]
    [InlineData("[]", null)]
    [InlineData("{}", null)]
    [InlineData("""{"format":"something else"}""", "its format is not 'DeepLearning random search 1'")]
    public void Run_ADamagedFile_IsRefused(string content, string? reason)
    {
        File.WriteAllText(Path, content);
        Failure.Of<InvalidDataException>(() => Search().Run(Train)).Should()
            .StartWith($"{Path} is no file of a random search, or is damaged: ").And.EndWith(reason ?? "");
        File.ReadAllText(Path).Should().Be(content);
    }

    [Theory]
    [InlineData("1\\u0000", "\"1\0\" is no number")]
    [InlineData("1,5", "\"1,5\" is no number")]
    [InlineData("", "\"\" is no number")]
    public void Run_AScoreThatIsNoNumber_IsRefused(string score, string reason)
    {
        Whole();
        var file = File.ReadAllText(Path);
        var at = file.IndexOf("\"10\"", StringComparison.Ordinal);
        File.WriteAllText(Path, $"{file[..at]}\"{score}\"{file[(at + 4)..]}");
        Failure.Of<InvalidDataException>(() => Search().Run(Train))
            .Should().Be($"{Path} is no file of a random search, or is damaged: {reason}");
    }

    [Fact]
    public void Run_ATrialTwiceInTheFile_IsRefused()
    {
        Whole();
        File.WriteAllText(Path, File.ReadAllText(Path).Replace("\"number\": 9", "\"number\": 8", StringComparison.Ordinal));
        Failure.Of<InvalidDataException>(() => Search().Run(Train))
            .Should().Be($"{Path} is no file of a random search, or is damaged: it has trial 8 twice");
    }

    [Fact]
    public void Run_ATrialBeyondTheSearch_IsRefused()
    {
        Whole();
        File.WriteAllText(Path, File.ReadAllText(Path).Replace("\"number\": 9", "\"number\": 12", StringComparison.Ordinal));
        Failure.Of<InvalidDataException>(() => Search().Run(Train))
            .Should().Be($"{Path} is no file of a random search, or is damaged: it has a trial 12 of 9");
    }

    private RandomSearch Search(long seed = 1) =>
        new(Rate) { Trials = 9, Seed = seed, MaxParallelTrials = 1, Halving = new(), File = Path };

    /// <summary>The search without interruption: its table, its file and the number of its reports.</summary>
    private (string Table, string File, int Reports) Whole()
    {
        var reports = new Reports(_ => { });
        var table = Search().Run(Train, reports).ToString();
        table.Should().Contain("diverged").And.Contain("finished").And.Contain("stopped");
        return (table, File.ReadAllText(Path), reports.Count);
    }

    /// <summary>
    /// Scores that cross each other, one of them NaN, one trial that diverges at once and one that does after its first round.
    /// </summary>
    private static IEnumerable<double> Train(Trial trial)
    {
        for (var i = 0; i < 12; i++)
        {
            if (trial.Number == 4 || (trial.Number == 7 && i == 2))
            {
                throw new DivergenceException("The cost is not finite \"at\" step 1.");
            }

            yield return trial.Number == 2 ? double.NaN : trial.Number == 7 ? 10 : Math.Sin(trial.Number * (i + 1) * trial.Get(Rate)) / 3;
        }
    }

    private static void Do(Action act, bool when)
    {
        if (when)
        {
            act();
        }
    }

    /// <summary>Does something at every report, with its number.</summary>
    private sealed class Reports(Action<int> act) : IProgress<TuningProgress>
    {
        public int Count { get; private set; }

        public void Report(TuningProgress value) => act(++Count);
    }
}
