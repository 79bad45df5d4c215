using DeepLearning.Tests.Numerics;

namespace DeepLearning.Tests;

/// <summary>What a search draws, which trials go on, and that neither cores nor time have a say in it.</summary>
[Collection(nameof(BackendTests))]
public sealed class RandomSearchTests : IDisposable
{
    private static readonly Hyperparameter<double> Rate = Hyperparameter.Logarithmic("rate", 1e-3, 1);
    private static readonly Hyperparameter<int> Units = Hyperparameter.LogarithmicInteger("units", 2, 32);
    private readonly int threads = Backend.Threads;

    public void Dispose() => Backend.Threads = threads;

    [Fact]
    public void Run_RealNetworks_SameTableOnAnyNumberOfCores()
    {
        string? expected = null;
        foreach (var (cores, atOnce) in new (int, int?)[] { (1, null), (2, null), (5, null), (2, 7), (4, 2) })
        {
            Backend.Threads = cores;
            var result = new RandomSearch(Rate, Units) { Trials = 9, Halving = new(), MaxParallelTrials = atOnce }.Run(Train);
            expected ??= result.ToString();
            result.ToString().Should().Be(expected, $"{cores} cores, {atOnce} at once");
            result.Trials.Count(trial => trial.Ended).Should().Be(1);
        }
    }

    [Fact]
    public void Run_Halving_ThirdsGoOnByTheirScoresAlone()
    {
        // 9 trials, of which the score after n measurements is known: 3 go on after 2, 1 after 6, and that one to its end at 10.
        var search = new RandomSearch(Rate) { Trials = 9, Halving = new() { FirstMeasurements = 2 } };
        var result = search.Run(trial => Enumerable.Range(1, 10).Select(n => n + (trial.Number % 5 * 0.1)));
        result.Trials.Select(trial => trial.Scores.Count).Should().Equal(2, 2, 6, 10, 2, 2, 2, 2, 6);
        result.Ranking.Select(trial => trial.Trial.Number).Should().Equal(4, 9, 3, 8, 2, 7, 1, 6, 5);
        result.Best!.Trial.Number.Should().Be(4);
        result.Best.Ending.Should().Be("finished");
        result.Ranking[1].Ending.Should().Be("stopped");
    }

    [Fact]
    public void Run_SmallerIsBetter_TheSmallestGoOn()
    {
        var result = new RandomSearch(Rate) { Trials = 6, LargerIsBetter = false, Halving = new() { Factor = 2 } }.Run(
            trial => Enumerable.Repeat((double)trial.Number, 9));
        result.Ranking.Select(trial => trial.Trial.Number).Should().Equal(1, 2, 3, 4, 5, 6);
        result.Trials.Select(trial => trial.Scores.Count).Should().Equal(9, 4, 2, 1, 1, 1);
    }

    [Fact]
    public void Run_WithoutHalving_EveryTrialGoesToItsEnd()
    {
        var result = new RandomSearch(Rate) { Trials = 5 }.Run(trial => Enumerable.Repeat(1.0, trial.Number));
        result.Trials.Select(trial => trial.Scores.Count).Should().Equal(1, 2, 3, 4, 5);
        result.Trials.Should().OnlyContain(trial => trial.Ended);
        result.Best!.Trial.Number.Should().Be(1, "of equal scores the lower number is the better");
    }

    [Fact]
    public void Run_TrialsOfDifferentSpeed_DecideTheSame()
    {
        string Table(Func<int, int> work) =>
            new RandomSearch(Rate, Units) { Trials = 12, MaxParallelTrials = 4, Halving = new() }.Run(trial => Slow(trial, work))
                .ToString();
        Table(number => number * 2000).Should().Be(Table(number => (13 - number) * 2000));

        static IEnumerable<double> Slow(Trial trial, Func<int, int> work)
        {
            for (var i = 0; i < 20; i++)
            {
                Thread.SpinWait(work(trial.Number));
                yield return Math.Sin(trial.Number * (i + 1));
            }
        }
    }

    [Fact]
    public void Draws_AreFunctionsOfSeedNameAndNumber()
    {
        IReadOnlyList<double> Rates(RandomSearch search) => [.. search.Run(trial => trial.Get(Rate)).Trials.Select(trial => trial.Score)];
        var rates = Rates(new(Rate) { Trials = 4 });
        rates.Should().OnlyHaveUniqueItems();
        Rates(new(Units, Rate) { Trials = 6 }).Take(4).Should().Equal(rates, "neither other hyperparameters nor more trials change a draw");
        Rates(new(Rate) { Trials = 4, Seed = 2 }).Should().NotIntersectWith(rates);
        new RandomSearch(Rate) { Trials = 4 }.Run(trial => trial.Seed).Trials.Select(trial => trial.Score).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Run_SeveralTrialsAtOnce_ShareTheThreads()
    {
        Backend.Threads = 6;
        var shares = new int[3];
        using var meeting = new Barrier(3);
        new RandomSearch(Rate) { Trials = 3, MaxParallelTrials = 3 }.Run(trial =>
        {
            meeting.SignalAndWait();
            shares[trial.Number - 1] = Backend.Threads;
            return 0.0;
        });
        shares.Should().Equal(2, 2, 2);
        Backend.Threads.Should().Be(6);

        // One trial alone has them all, and more trials than threads have one each.
        new RandomSearch(Rate) { Trials = 1 }.Run(_ => (double)Backend.Threads).Best!.Score.Should().Be(6);
        new RandomSearch(Rate) { Trials = 8, MaxParallelTrials = 8 }.Run(_ => (double)Backend.Threads).Best!.Score.Should().Be(1);
    }

    [Fact]
    public void Run_Halving_TheLastTrialHasAllThreads()
    {
        Backend.Threads = 4;
        var result = new RandomSearch(Rate) { Trials = 4, Halving = new() { Factor = 4 } }.Run(
            _ => Enumerable.Range(0, 3).Select(_ => (double)Backend.Threads));
        result.Best!.Scores.Should().Equal(1, 4, 4);
    }

    [Fact]
    public void Run_TrialsThatDiverge_AreLastAndTheirReasonIsKept()
    {
        var result = new RandomSearch(Rate) { Trials = 5, Halving = new() }.Run(Odd);
        result.Trials[0].Should().BeEquivalentTo(new { Ended = true, Failure = "too fast 1", Ending = "diverged" });
        result.Trials[0].Scores.Should().Equal(9);
        result.Trials.Select(trial => double.IsNaN(trial.Score)).Should().Equal(true, false, true, false, true);
        result.Best!.Trial.Number.Should().Be(2);
        result.Ranking.Select(trial => trial.Trial.Number).Should().Equal(2, 4, 1, 3, 5);
        new RandomSearch(Rate) { Trials = 2 }.Run(_ => double.NaN).Best.Should().BeNull();

        static IEnumerable<double> Odd(Trial trial)
        {
            // The first three trials go on by their first score; the first of them diverges after it.
            if (trial.Number is 3 or 5)
            {
                throw new DivergenceException($"too fast {trial.Number}");
            }

            yield return trial.Number == 1 ? 9 : 5 - trial.Number;
            if (trial.Number == 1)
            {
                throw new DivergenceException($"too fast {trial.Number}");
            }

            yield return 1;
        }
    }

    [Fact]
    public void Run_Progress_CountsTheTrialsOfEachRound()
    {
        var reports = new List<TuningProgress>();
        new RandomSearch(Rate) { Trials = 4, MaxParallelTrials = 2, Halving = new() { Factor = 2 } }.Run(
            trial => Enumerable.Repeat((double)trial.Number, 5), new Reports(reports.Add));
        reports.Select(report => (report.Round, report.Rounds, report.Finished, report.Trials)).Should().Equal(
            (1, 3, 1, 4), (1, 3, 2, 4), (1, 3, 3, 4), (1, 3, 4, 4), (2, 3, 1, 2), (2, 3, 2, 2), (3, 3, 1, 1));
        reports[^1].Best!.Trial.Number.Should().Be(4);
        reports[^1].Result.Scores.Should().HaveCount(5);
    }

    [Fact]
    public void Run_Cancelled_GivesTheTableSoFar()
    {
        using var source = new CancellationTokenSource();
        var result = new RandomSearch(Rate) { Trials = 6, MaxParallelTrials = 1 }.Run(
            trial =>
            {
                if (trial.Number == 3)
                {
                    source.Cancel();
                    trial.CancellationToken.ThrowIfCancellationRequested();
                }

                return 1.0;
            },
            cancellationToken: source.Token);
        result.Cancelled.Should().BeTrue();
        result.Trials.Select(trial => trial.Ending)
            .Should().Equal("finished", "finished", "not begun", "not begun", "not begun", "not begun");
        result.ToString().Should().EndWith("\ncancelled");
    }

    [Fact]
    public void Run_AnErrorOfTheFunction_EndsTheSearchWithThatError()
    {
        Failure.Of<FormatException>(
            () =>
                new RandomSearch(Rate) { Trials = 4, MaxParallelTrials = 2 }.Run(
                    trial => trial.Number == 2 ? throw new FormatException("mine") : 1.0))
            .Should().Be("mine");
        Failure.Of<InvalidOperationException>(() => new RandomSearch(Rate) { MaxParallelTrials = 1 }.Run(_ => Enumerable.Empty<double>()))
            .Should().Be("Trial 1 ended without a measurement; it must give one or more.");
        Failure.Of<ArgumentException>(() => new RandomSearch(Rate) { MaxParallelTrials = 1 }.Run(trial => (double)trial.Get(Units)))
            .Should().Be(
            "The hyperparameter 'units' is none of this search's: rate. Give it to the search, and ask for it by the same object. " +
            "(Parameter 'hyperparameter')");
    }

    [Fact]
    public void Iterators_OfTrialsThatAreStopped_AreDisposedOfBeforeTheOthersGoOn()
    {
        var (disposed, seen) = (0, new List<int>());
        new RandomSearch(Rate) { Trials = 9, Halving = new() }.Run(Count);
        seen.Should().Equal(6, 8, 8);
        disposed.Should().Be(9);

        IEnumerable<double> Count(Trial trial)
        {
            try
            {
                yield return trial.Number;
                for (var i = 0; i < 3; i++)
                {
                    if (trial.Number == 9 && i != 1)
                    {
                        seen.Add(disposed);
                    }

                    yield return trial.Number;
                }

                seen.Add(disposed);
            }
            finally
            {
                Interlocked.Increment(ref disposed);
            }
        }
    }

    [Fact]
    public void ToString_OfAResult_IsATable()
    {
        var search = new RandomSearch(
            Hyperparameter.Choice("activation", Activation.ReLU), Hyperparameter.Integer("layers", 2, 3)) { Trials = 3, Halving = new() };
        var text = search.Run(trial => [trial.Number / 8.0, 0.5]).ToString();
        text.Should().MatchRegex(
            @"^trial  activation  layers  measured  score\n" +
            @"    3        ReLU       [23]         2    0\.5  finished\n" +
            @"    2        ReLU       [23]         1   0\.25  stopped\n" +
            @"    1        ReLU       [23]         1  0\.125  stopped$");
    }

    [Fact]
    public void Make_BadSearches_AreRefused()
    {
        Failure.Of<ArgumentException>(() => _ = new RandomSearch())
            .Should().Be("A search needs at least one hyperparameter. (Parameter 'hyperparameters')");
        Failure.Of<ArgumentException>(() => _ = new RandomSearch(Rate, Hyperparameter.Linear("rate", 0, 1)))
            .Should().Be("Two hyperparameters are named 'rate'; names must be different. (Parameter 'hyperparameters')");
        FluentActions.Invoking(() => new RandomSearch(Rate, null!))
            .Should().ThrowExactly<ArgumentNullException>().WithParameterName("hyperparameters[1]");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new RandomSearch(Rate) { Trials = 0 })
            .Should().Be("Trials must be 1 or greater, got 0. (Parameter 'Trials')");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new RandomSearch(Rate) { MaxParallelTrials = 0 })
            .Should().Be("MaxParallelTrials must be 1 or greater, got 0. (Parameter 'MaxParallelTrials')");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new SuccessiveHalving { Factor = 1 })
            .Should().Be("Factor must be 2 or greater, got 1. (Parameter 'Factor')");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new SuccessiveHalving { FirstMeasurements = 0 })
            .Should().Be("FirstMeasurements must be 1 or greater, got 0. (Parameter 'FirstMeasurements')");
        FluentActions.Invoking(() => new RandomSearch(Rate).Run((Func<Trial, double>)null!))
            .Should().ThrowExactly<ArgumentNullException>().WithParameterName("train");
        new RandomSearch(Rate)
            .Should().BeEquivalentTo(
                new { Trials = 20, Seed = 1L, LargerIsBetter = true, Halving = (SuccessiveHalving?)null, MaxParallelTrials = (int?)null,
                    File = (string?)null });
    }

    private static IEnumerable<double> Train(Trial trial)
    {
        var data = Given.Classes<float>(8, 3, 200, seed: 1);
        var network = new Network<float>(8, trial.Seed, [new Dense(trial.Get(Units), Activation.ReLU), new Dense(3, Activation.Softmax)]);
        var trainer = new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam(trial.Get(Rate)));
        for (var epoch = 0; epoch < 12; epoch++)
        {
            trainer.Fit(data, options: new() { Epochs = 1, EvaluateTrainingSet = false });
            yield return trainer.Measure(data).Cost;
        }
    }

    private sealed class Reports(Action<TuningProgress> add) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => add(value);
    }
}
