using DeepLearning.Reporting;
using DeepLearning.Tuning;

namespace DeepLearning.Fuzz;

/// <summary>The reader of the file in which a search keeps its measurements.</summary>
internal sealed class TuningTarget() : FuzzTarget("tuning")
{
    private static readonly Hyperparameter<double> Rate = Hyperparameter.Logarithmic("rate", 1e-3, 1);

    /// <inheritdoc/>
    public override ReadLimit Limit => TuningFile.Limit;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words =>
        ["format", "search", "trials", "number", "ended", "failure", "scores", "true", "false", "null", "NaN", "Infinity", "1e999", "-1",
            "\\ud800", "[]", "{}"];

    /// <summary>Beside what every reader may throw: the search says that a trial measures something else than the file has.</summary>
    public override bool IsDocumented(Exception failure) => base.IsDocumented(failure)
        || (failure is InvalidOperationException && failure.Message.StartsWith("Trial ", StringComparison.Ordinal));

    /// <inheritdoc/>
    public override Action Read(byte[] file)
    {
        var path = Scratch.Write("search.json", file);
        var result = Search(path).Run(Measurements);
        return () => FuzzFailure.Unless(
            Search(path).Run(Measurements).ToString() == result.ToString(),
            "a search that has ended gives the same table when it is run again");
    }

    /// <summary>The file of a search that has ended, and of one that was ended early.</summary>
    protected override IReadOnlyList<byte[]> MakeSeeds()
    {
        var path = Scratch.Path("seed.json");
        using var source = new CancellationTokenSource();
        var early = new Progress(source.Cancel);
        Search(path).Run(Measurements, early, source.Token);
        var first = File.ReadAllBytes(path);
        Search(path).Run(Measurements);
        return [first, File.ReadAllBytes(path)];
    }

    private static RandomSearch Search(string path) => new(Rate)
    {
        Trials = 4,
        MaxParallelTrials = 1,
        Halving = new SuccessiveHalving { Factor = 2, FirstMeasurements = 1 },
        File = path,
    };

    private static IEnumerable<double> Measurements(Trial trial)
    {
        for (var epoch = 1; epoch <= 3; epoch++)
        {
            yield return trial.Number == 3 ? throw new DivergenceException("It diverged.") : Math.Round(epoch / trial.Get(Rate), 3);
        }
    }

    /// <summary>Ends the search at its second report.</summary>
    private sealed class Progress(Action end) : IProgress<TuningProgress>
    {
        private int reports;

        public void Report(TuningProgress value)
        {
            if (++reports == 2)
            {
                end();
            }
        }
    }
}
