using System.Collections;
using System.Globalization;
using DeepLearning.Tabular;
using DeepLearning.Tests.Tabular;

namespace DeepLearning.Tests;

/// <summary>
/// What a damaged file may do: nothing but be refused with <see cref="InvalidDataException"/>, or be what it was. Without its checksum, as
/// files were written before, damage that leaves another valid file cannot be told; then that one works.
/// </summary>
public sealed class DamageLaws : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string> Parts =>
    [
        .. Files.SelectMany(file => new[] { "header", "network", "pipeline", "ensemble", "tabular" }
            .Where(part => part is "header" || FileBytes.Header(file.Value.Bytes).Contains($"\"{part}\":", StringComparison.Ordinal))
            .Select(part => (file.Key, part))),
    ];

    private static Dictionary<string, (byte[] Bytes, Func<byte[], Loaded> Load)> Files { get; } = All();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Parts))]
    public void Load_OfADamagedFile_RefusesItOrIsTheSame(string name, string part)
    {
        var (file, load) = Files[name];
        var original = load(file);
        foreach (var (what, damaged) in Damaged(file, part))
        {
            if (Try(() => load(damaged), what) is { } loaded)
            {
                loaded.Answers().Should().Be(original.Answers(), what);
                loaded.Save().AsSpan().SequenceEqual(original.Save()).Should().BeTrue(what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Load_OfADamagedFileWithoutAChecksum_RefusesItOrWorks(string name, string part)
    {
        var (file, load) = (FileBytes.WithoutChecksum(Files[name].Bytes), Files[name].Load);
        var (refused, read) = (0, 0);
        foreach (var (what, damaged) in Damaged(file, part))
        {
            if (Try(() => load(damaged), what) is not { } loaded)
            {
                refused++;
                continue;
            }

            read++;
            var answers = FluentActions.Invoking(loaded.Answers).Should().NotThrow(what).Subject;
            var again = load(loaded.Save());
            again.Answers().Should().Be(answers, what);
            again.Save().AsSpan().SequenceEqual(loaded.Save()).Should().BeTrue(what);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}, {part}: {refused} refused, {read} read");
        refused.Should().BeGreaterThan(read);
    }

    [Fact]
    public void Load_WithAnyBitOfTheFileFlipped_RefusesItOrIsTheSame()
    {
        var (file, load) = Files["model of a standardized target"];
        var original = load(file);
        var bits = new BitArray(file);
        for (var bit = 0; bit < bits.Length; bit++)
        {
            var damaged = (byte[])file.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            if (Try(() => load(damaged), $"bit {bit}") is { } loaded)
            {
                loaded.Answers().Should().Be(original.Answers(), $"bit {bit}");
            }
        }
    }

    [Fact]
    public void Load_OfAWeightThatWasChanged_SaysThatTheChecksumDiffers()
    {
        var file = (byte[])Files["network"].Bytes.Clone();
        file[^1] ^= 1;
        Failure.Of<InvalidDataException>(() => FileBytes.LoadNetwork<float>(file)).Should().Be(
            "The stream is damaged, or was changed by another program: its content does not have the checksum \"sha256\" that it was " +
            "saved with.");
        FileBytes.LoadNetwork<float>(FileBytes.WithoutChecksum(file)).Inputs.Should().Be(3, "a file of before has no checksum");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Resume_OfADamagedCheckpoint_RefusesItWithoutAChangeOrWorks(bool isSummed)
    {
        var run = new LongRun(Optimizer.Adam(0.02));
        var checkpoints = new Checkpoints(folder.Path) { EverySteps = 5 };
        LongRun.Fit(run.Trainer(), run.Options(checkpoints, patience: 100));
        var saved = File.ReadAllBytes(Path.Combine(folder.Path, "step-000000010.safetensors"));
        var file = isSummed ? saved : FileBytes.WithoutChecksum(saved);
        var expected = Ends(file, "none", run);
        foreach (var part in new[] { "header", "training", "network" })
        {
            foreach (var (what, damaged) in Damaged(file, part))
            {
                var ends = Ends(damaged, what, run);
                if (ends is not null && isSummed)
                {
                    ends.Should().Be(expected, what);
                }
            }
        }
    }

    /// <summary>What a run that is resumed from a file ends with; null when the file is refused.</summary>
    private string? Ends(byte[] file, string what, LongRun run)
    {
        var trainer = run.Trainer();
        var before = trainer.Network.Theta().Bits();
        var resumed = false;
        try
        {
            trainer.Resume(folder.Write("damaged.safetensors", file));
            resumed = true;
            return string.Join('\n', LongRun.Remains(trainer, LongRun.Fit(trainer, run.Options(patience: 100))));
        }
        catch (Exception refused) when (
            refused is InvalidDataException or ArgumentException and not ArgumentNullException and not ArgumentOutOfRangeException)
        {
            if (!resumed)
            {
                trainer.Network.Theta().Bits().Should().Equal(before, what);
                trainer.Steps.Should().Be(0, what);
                trainer.EpochsBegun.Should().Be(0, what);
            }

            return null;
        }
        catch (Exception otherwise)
        {
            throw new InvalidOperationException($"After {what}", otherwise);
        }
    }

    private static IEnumerable<(string What, byte[] File)> Damaged(byte[] file, string part) => part is "header"
        ? JsonDamage.Of(FileBytes.Header(file)).Select(damage => (damage.What, FileBytes.Of(damage.Text, FileBytes.Data(file))))
        : JsonDamage.Of(FileBytes.Text(file, part)).Select(damage => (damage.What, FileBytes.WithText(file, part, damage.Text)));

    private static Loaded? Try(Func<Loaded> load, string what)
    {
        try
        {
            return load();
        }
        catch (InvalidDataException)
        {
            return null;
        }
        catch (Exception otherwise)
        {
            throw new InvalidOperationException($"After {what}", otherwise);
        }
    }

    private static Dictionary<string, (byte[] Bytes, Func<byte[], Loaded> Load)> All()
    {
        var network = new Network<float>(
            3, 1,
                new Dense(
                    4, Activation.LeakyReLU(0.25)) { Normalization = Normalization.Layer(), Regularizer = Regularizer.L2(0.5),
                    KeepProbability = 0.5, Initializer = Initializer.He() },
            new Dense(2, Activation.Softmax) { Constraint = Constraint.MaxNorm(2) });
        var files = new Dictionary<string, (byte[], Func<byte[], Loaded>)>(StringComparer.Ordinal)
        {
            ["network"] = (FileBytes.Saved(network), file => Loaded.Of(FileBytes.LoadNetwork<float>(file))),
        };
        foreach (var (name, model) in ModelFilesTests.Models)
        {
            files.Add($"model of {name}", (FileBytes.Saved(model), file => Loaded.Of(FileBytes.LoadModel<double>(file))));
        }

        files.Add("ensemble", (FileBytes.Saved(new Ensemble<float>(network, network.ConvertTo<float>())),
            file => Loaded.Of(Ensemble<float>.Load(new MemoryStream(file)))));
        files.Add("model of a table of classes", (FileBytes.Saved(SmallModels.OfClasses()), OfATable));
        files.Add("model of a table of numbers", (FileBytes.Saved(SmallModels.OfNumbers()), OfATable));
        return files;

        static Loaded OfATable(byte[] file) => Loaded.Of(TabularModel.Load(new MemoryStream(file)));
    }

    /// <summary>What can be done with what was loaded.</summary>
    private sealed record Loaded(Func<string> Answers, Func<byte[]> Save)
    {
        public static Loaded Of(Network<float> network) => new(
            () => string.Join(' ', network.Predict(Given.Normal<float>(network.Inputs, 4, seed: 1)).Bits()),
            () => FileBytes.Saved(network));

        public static Loaded Of(Ensemble<float> ensemble) => new(
            () => string.Join(' ', ensemble.Predict(Given.Normal<float>(ensemble.Inputs, 4, seed: 1)).Bits()),
            () => FileBytes.Saved(ensemble));

        public static Loaded Of(TabularModel model) => new(
            () => string.Join('\n', Enumerable.Range(0, 4)
                .Select(row => model.Predict([.. model.InputColumns.Select((input, i) => Sample(input, row + i))]))
                .SelectMany(answer => answer.Probabilities.Concat([answer.Prediction, answer.Lower, answer.Upper])).Bits()),
            () => FileBytes.Saved(model));

        public static Loaded Of(Model<double> model) => new(() => Answer(model), () => FileBytes.Saved(model));

        /// <summary>
        /// Predictions of rows with and without missing values; a missing value that nothing fills in, and a category that was not seen,
        /// are refused as documented.
        /// </summary>
        private static string Answer(Model<double> model)
        {
            Cell[][] rows = [
                .. Enumerable.Range(0, 4)
                    .Select(row => model.Pipeline.InputColumns.Select((input, i) => Sample(input, row + i)).ToArray())];
            return string.Join('\n', rows.Select(row =>
            {
                try
                {
                    return string.Join(' ', model.Predict(row).Bits());
                }
                catch (ArgumentException refused) when (refused is not (ArgumentNullException or ArgumentOutOfRangeException))
                {
                    return refused.Message;
                }
            }));
        }

        private static Cell Sample(InputColumn input, int number) => (number % 4, input.IsText) switch
        {
            (0, _) => Cell.Missing,
            (_, true) => number % 2 == 0 ? "BAY" : "INLAND",
            _ => double.Parse(string.Create(CultureInfo.InvariantCulture, $"{number}.25"), CultureInfo.InvariantCulture),
        };
    }
}
