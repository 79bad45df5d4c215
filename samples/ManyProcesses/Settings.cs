using System.Globalization;
using DeepLearning.Data;

namespace DeepLearning.Samples;

/// <summary>What the command line says.</summary>
internal sealed record Settings(string? Csv, string? Label, int Epochs, int Shards, int Threads, Checkpoints? Checkpoints)
{
    public static Settings Parse(string[] args)
    {
        var given = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair.Length == 2 ? pair[1] : throw Misused(pair[0]));
        var known = new[] { "--csv", "--label", "--epochs", "--shards", "--threads", "--checkpoints" };
        return given.Keys.Except(known).FirstOrDefault() is { } unknown ? throw Misused(unknown) : new(
            given.GetValueOrDefault("--csv"), given.GetValueOrDefault("--label"), Number("--epochs", 20), Number("--shards", 64),
            Number("--threads", Backend.Threads),
            given.TryGetValue("--checkpoints", out var folder) ? new Checkpoints(folder) { EverySteps = 20 } : null);

        int Number(string name, int otherwise) => !given.TryGetValue(name, out var text) ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw Misused(name);
    }

    /// <summary>Four fifths to learn from, one to measure on, both prepared as the first.</summary>
    public (Dataset<float> Train, Dataset<float> Dev) LoadCsv()
    {
        var (train, dev) = Dataset.FromCsv<float>(Csv!, label: Label).Split(0.8, 0.2, seed: 1);
        var normalization = InputNormalization.Fit(train);
        return (normalization.Apply(train), normalization.Apply(dev));
    }

    private static ArgumentException Misused(string name) => new(
        $"{name} is no option, or its value is missing or no number: --csv file --label column --epochs 20 --shards 64 --threads 1 " +
        $"--checkpoints folder");
}
