using DeepLearning.Numerics;

namespace DeepLearning.Tuning;

/// <summary>One run of a <see cref="RandomSearch"/>: rounds of trials, of which fewer and fewer go on.</summary>
internal sealed class TuningRun
{
    private readonly RandomSearch search;
    private readonly Func<Trial, IEnumerable<double>> train;
    private readonly IProgress<TuningProgress>? progress;
    private readonly CancellationToken cancellationToken;
    private readonly TrialRun[] runs;
    private readonly int[] budgets;
    private readonly TuningFile? file;
    private readonly SharedTrials? shared;
    private readonly Lock gate = new();
    private int finished;

    public TuningRun(
        RandomSearch search, Func<Trial, IEnumerable<double>> train, IProgress<TuningProgress>? progress,
        CancellationToken cancellationToken)
    {
        (this.search, this.train, this.progress, this.cancellationToken) = (search, train, progress, cancellationToken);
        runs = [.. Enumerable.Range(1, search.Trials)
            .Select(number => new TrialRun(new(number, search.Hyperparameters, search.Seed, cancellationToken)))];
        budgets = search.Halving is null ? [int.MaxValue] : [.. search.Halving.Budgets(search.Trials)];
        file = search.File is null ? null : new TuningFile(search.File, search.Description);
        shared = search.Processes is null ? null : new SharedTrials(search.Processes, search.Description, search.File);
        if (shared is null)
        {
            file?.Load(runs);
        }
        else
        {
            file = shared.OwnFile;
            shared.Begin(runs);
        }
    }

    public TuningResult Go()
    {
        try
        {
            IReadOnlyList<TrialRun> alive = runs;
            for (var round = 0; round < budgets.Length; round++)
            {
                Run(alive, round);
                if (shared is null ? finished < alive.Count : shared.HasNotAll(alive, budgets[round]))
                {
                    return Result(cancelled: true);
                }

                alive = round < budgets.Length - 1 ? Survivors(alive) : alive;
            }

            shared?.End(runs);
            return Result(cancelled: false);
        }
        finally
        {
            foreach (var run in runs)
            {
                run.Dispose();
            }
        }
    }

    private void Run(IReadOnlyList<TrialRun> alive, int round)
    {
        finished = 0;
        foreach (var run in alive.Where(run => run.Has(budgets[round])))
        {
            Note(run, run.Known, round, alive.Count, isNew: false);
        }

        var waiting = alive.Where(run => !run.Has(budgets[round]) && shared?.IsOwn(run) is not false).ToArray();
        SharedThreads.Run(waiting.Length, search.MaxParallelTrials ?? Backend.Threads, i =>
        {
            if (waiting[i].Advance(train, budgets[round]) is { } result)
            {
                Note(waiting[i], result, round, alive.Count, isNew: true);
            }
        });
        if (shared is not null)
        {
            var before = alive.Where(run => !run.Has(budgets[round])).ToArray();
            shared.Exchange(runs);
            foreach (var run in before.Where(run => run.Has(budgets[round])))
            {
                Note(run, run.Known, round, alive.Count, isNew: false);
            }
        }
    }

    /// <summary>A trial has its measurements of the round.</summary>
    private void Note(TrialRun run, TrialResult result, int round, int trials, bool isNew)
    {
        lock (gate)
        {
            run.Known = result;
            run.Show(budgets[round], round + 1);
            finished++;
            if (isNew)
            {
                file?.Save(runs);
            }

            if (shared is { IsFirst: false })
            {
                return;
            }

            progress?.Report(new(
                run.Result, round + 1, budgets.Length, finished, trials,
                TuningResult.BestOf(TuningResult.Ranked(runs.Select(one => one.Result), search.LargerIsBetter))));
        }
    }

    /// <summary>Those that go on; the others give back what they hold.</summary>
    private TrialRun[] Survivors(IReadOnlyList<TrialRun> alive)
    {
        var best = TuningResult.Ranked(alive.Select(run => run.Result), search.LargerIsBetter)
            .Take(search.Halving!.Survivors(alive.Count)).Select(result => result.Trial.Number).ToHashSet();
        foreach (var run in alive.Where(run => !best.Contains(run.Trial.Number)))
        {
            run.Dispose();
        }

        return [.. alive.Where(run => best.Contains(run.Trial.Number))];
    }

    private TuningResult Result(bool cancelled) => new([.. runs.Select(run => run.Result)], search.LargerIsBetter, cancelled);
}
