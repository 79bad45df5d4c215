using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using DeepLearning.Data;
using DeepLearning.Serialization;

namespace DeepLearning;

/// <summary>What a training was set up with, in words: a resumed one must be set up with the same.</summary>
/// <param name="Entries">What is set, and to what.</param>
internal sealed record Settings(IReadOnlyList<(string Name, string Value)> Entries)
{
    /// <summary>How long a run is to be: the one setting that may be another where a run is gone on with.</summary>
    public const string NumberOfEpochs = "number of epochs";

    private const string Nothing = "none";

    /// <summary>Characters of what a file says that a message shows: more than any setting of the library has.</summary>
    private const int LongestShown = 500;

    /// <summary>Network, loss, optimizer, regularizer and clipping of a training.</summary>
    public static Settings Of<T>(TrainingState<T> training)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var network = training.Network;
        List<(string, string)> entries =
        [
            ("type of number", ElementType.Name<T>()),
            ("number of inputs", Text(network.Inputs)),
            ("seed", Text(network.Seed)),
            ("share of the inputs that dropout keeps", Text(network.InputKeepProbability)),
            ("scaling of the inputs", network.InputScaling?.ToString() ?? Nothing),
            ("number of layers", Text(network.Layers.Count)),
        ];
        entries.AddRange(
            network.Layers.Select(layer => (string.Create(CultureInfo.InvariantCulture, $"layer {layer.Number}"), Text(layer.Definition))));
        entries.AddRange(
        [
            ("loss", Text(training.Loss)), ("optimizer", Text(training.Optimizer)), ("regularizer", Text(training.Regularizer)),
            ("clipping", Text(training.Clipping)),
        ]);
        return new(entries);
    }

    /// <summary>The data and the options of a run.</summary>
    public static Settings Of<T>(ExampleSource<T> training, Dataset<T>? validation, FitOptions options)
        where T : unmanaged, IFloatingPointIeee754<T> => new(
    [
        ("number of training examples", Text(options.ExamplesOf(training))),
        ("number of validation examples", validation is null ? Nothing : Text(validation.Examples)),
        (NumberOfEpochs, Text(options.Epochs)),
        ("batch size", Text(Math.Min(options.BatchSize, options.ExamplesOf(training)))),
        ("shards of a batch", options.Processes is { Shards: > 1 and var shards } ? Text(shards) : Nothing),
        ("shuffling", options.Shuffle ? "on" : "off"),
        ("evaluation of the training set", options.EvaluateTrainingSet ? "on" : "off"),
        ("schedule", Text(options.Schedule)),
        ("average of the weights", options.WeightAverage?.ToString() ?? Nothing),
        ("early stopping", options.EarlyStopping is not { } rule ? Nothing : string.Create(
            CultureInfo.InvariantCulture,
            $"of {rule.Criterion}, patience {rule.Patience}, minimal change {rule.MinDelta}, {(rule.RestoreBest ? "" : "not ")}restoring " +
            $"the best")),
        ("augmentation", options.Augmentation is { } augmentation ? Text(augmentation) : Nothing),
        ("weights of the examples", options is { SampleWeights: not null, Processes.Examples: not null }
            ? "given in parts" : Text(options.SampleWeights)),
        ("weights of the classes", Text(options.ClassWeights)),
    ]);

    /// <summary>How many epochs the run was to have; null where that is no number of them.</summary>
    public int? Epochs =>
        int.TryParse(this[NumberOfEpochs], NumberStyles.None, CultureInfo.InvariantCulture, out var epochs) && epochs > 0 ? epochs : null;

    /// <summary>What something is set to.</summary>
    public string this[string name] =>
        Entries.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.Ordinal)).Value ?? Nothing;

    /// <summary>What differs from what a checkpoint says, but for the number of epochs; null when nothing does.</summary>
    public string? Difference(Settings saved)
    {
        var theirs = saved.Entries.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
        var differences = Entries
            .Where(
                entry =>
                    entry.Name is not NumberOfEpochs
                        && !string.Equals(entry.Value, theirs.GetValueOrDefault(entry.Name, Nothing), StringComparison.Ordinal))
            .Select(
                entry =>
                    (entry.Name, entry.Value,
                        Theirs: DeepLearning.Text.Shortened(theirs.GetValueOrDefault(entry.Name, Nothing), LongestShown)))
            .Select(entry => $"the {entry.Name} is {entry.Value}, but was {entry.Theirs}")
            .ToArray();
        return differences.Length == 0 ? null : string.Join("; ", differences);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("settings");
        foreach (var (name, value) in Entries)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    public static Settings Read(JsonObjectReader file)
    {
        var settings = file.Object("settings");
        return new([.. settings.Names.Select(name => (name, settings.Text(name)))]);
    }

    /// <summary>A plug-in in words.</summary>
    public static string Text(object? plugIn) => plugIn is null ? Nothing : PlugIns.Library.DescribeOrName(plugIn).ToString();

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static string Text(Dense layer) => string.Join(
        ", ",
        new[]
        {
            Plural.Of(layer.Units, "unit"), Text(layer.Activation), Part("normalization", layer.Normalization),
            Part("regularizer", layer.Regularizer),
            Part("constraint", layer.Constraint), layer.KeepProbability < 1 ? $"keep {Text(layer.KeepProbability)}" : "",
            layer.IsTrainable ? "" : "not trainable",
            layer.LearningRateFactor == 1 ? "" : $"learning-rate factor {Text(layer.LearningRateFactor)}",
        }.Where(part => part.Length > 0));

    private static string Part(string noun, object? plugIn) => plugIn is null ? "" : $"{noun} {Text(plugIn)}";

    /// <summary>The names of the steps, and what they make of some images: their parameters are theirs to know.</summary>
    private static string Text(ImageAugmentation augmentation)
    {
        const int Images = 16;
        var image = Enumerable.Range(0, augmentation.Shape.Length).Select(i => Math.Sin(i)).ToArray();
        var changed = new double[Images][];
        for (var i = 0; i < Images; i++)
        {
            changed[i] = new double[image.Length];
            augmentation.Apply<double>(image, changed[i], seed: 1, epoch: 1, example: i);
        }

        return $"of images {augmentation.Shape}: {string.Join(", ", augmentation.Steps)} " +
            $"({Fingerprint([.. changed.SelectMany(numbers => numbers)])})";
    }

    private static string Text(IReadOnlyList<double>? weights) =>
        weights is null ? Nothing : string.Create(CultureInfo.InvariantCulture, $"{weights.Count} ({Fingerprint([.. weights])})");

    /// <summary>Equal for equal numbers, and for others almost never.</summary>
    private static string Fingerprint(double[] numbers) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(numbers)).AsSpan(0, 6));
}
