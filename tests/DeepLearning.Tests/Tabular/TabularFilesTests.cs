using DeepLearning.Data;
using DeepLearning.Tabular;

namespace DeepLearning.Tests.Tabular;

/// <summary>Models of tables come back from files as they were, and compute the same elsewhere.</summary>
public sealed class TabularFilesTests : IDisposable
{
    private static readonly Lazy<TabularModel> Classes = new(
        () => TabularModel.Train(Tables.Classes(120, seed: 1), "label", new() { Fast = true }));

    private static readonly Lazy<TabularModel> Numbers = new(
        () => TabularModel.Train(Tables.Numbers(120, seed: 1), "y", new() { Fast = true }));

    private static readonly Lazy<TabularModel> Places = new(SmallModels.OfPlaces);

    private readonly TemporaryFolder folder = new();

    private string Path => System.IO.Path.Combine(folder.Path, "model.safetensors");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_OfWhatWasSaved_IsTheSame()
    {
        foreach (var (model, test) in All())
        {
            model.Save(Path);
            var loaded = TabularModel.Load(Path);

            $"{loaded}".Should().Be($"{model}");
            loaded.Target.Should().Be(model.Target);
            loaded.Classes.Should().Equal(model.Classes);
            loaded.InputColumns.Should().Equal(model.InputColumns);
            loaded.OutOfFold.Should().Equal(model.OutOfFold);
            Bits(loaded, test).Should().Equal(Bits(model, test));

            using var stream = new MemoryStream();
            loaded.Save(stream);
            stream.ToArray().Should().Equal(File.ReadAllBytes(Path));
            stream.Position = 0;
            Bits(TabularModel.Load(stream), test).Should().Equal(Bits(model, test));
        }
    }

    [Fact]
    public void Load_OfAnotherKindOfFile_SaysHowItIsLoaded()
    {
        new Network<float>(2, seed: 1, new Dense(1, Activation.Identity)).Save(Path);
        Failure.Of<InvalidDataException>(() => TabularModel.Load(Path)).Should().EndWith(
            "holds a file of the kind \"network\": load it with Network<float>.Load.");
        Numbers.Value.Save(Path);
        Failure.Of<InvalidDataException>(() => Network<float>.Load(Path)).Should().EndWith(
            "holds a file of the kind \"tabular\": load it with TabularModel.Load.");
    }

    [Theory]
    [InlineData("\"first\":{\"column\":\"east\"", "\"first\":{\"column\":\"west\"", "The transform is for column \"west\"")]
    [InlineData("\"targets\":[", "\"targets\":[1,", "There must be as many coordinates as numbers")]
    public void Load_OfDamagedNeighbours_SaysWhat(string there, string instead, string problem)
    {
        var file = FileBytes.Saved(Places.Value);
        var text = FileBytes.Text(file, "tabular");
        text.Should().Contain(there);
        text = text.Replace(there, instead, StringComparison.Ordinal);
        var damaged = FileBytes.WithText(FileBytes.WithoutChecksum(file), "tabular", text);

        Failure.Of<InvalidDataException>(() => TabularModel.Load(new MemoryStream(damaged)))
            .Should().Contain(problem);
    }

    [Fact]
    public void SaveOnnx_AnswersTheSameInOnnxRuntime()
    {
        var jobs = new List<OnnxRuntime.Job>();
        foreach (var (number, (model, test)) in All().Index())
        {
            var path = System.IO.Path.Combine(folder.Path, $"{number}.onnx");
            model.SaveOnnx(path);
            jobs.Add(new(path, Inputs(model, test)));
        }

        var results = OnnxRuntime.Run(jobs);

        results.Select(result => result.Error).Should().AllSatisfy(error => error.Should().BeNull());
        var answers = Classes.Value.Predict(Tables.Classes(40, seed: 2));
        results[0].Outputs!["y"].Numbers.Should().Equal(
            answers.SelectMany(answer => answer.Probabilities), (a, e) => Math.Abs(a - e) < 1e-5);
        results[0].Outputs!["label"].Data.Should().Equal(answers.Select(answer => answer.Class));
        var numbers = Numbers.Value.Predict(Tables.Numbers(40, seed: 2));
        results[1].Outputs!["y"].Numbers.Should().Equal(numbers.Select(answer => answer.Prediction), Near);
        results[1].Outputs!["lower"].Numbers.Should().Equal(numbers.Select(answer => answer.Lower), Near);
        results[1].Outputs!["upper"].Numbers.Should().Equal(numbers.Select(answer => answer.Upper), Near);

        var places = Places.Value.Predict(WithHoles(Tables.Places(40, seed: 2)));
        results[2].Outputs!["y"].Numbers.Should().Equal(places.Select(answer => answer.Prediction), Near);

        static bool Near(double a, double e) => Math.Abs(a - e) < 1e-4 * Math.Abs(e);
    }

    private static IEnumerable<(TabularModel Model, RawTable Test)> All() =>
    [
        (Classes.Value, Tables.Classes(40, seed: 2)), (Numbers.Value, Tables.Numbers(40, seed: 2)),
        (Places.Value, WithHoles(Tables.Places(40, seed: 2))),
    ];

    /// <summary>The same without the place of its first row.</summary>
    private static RawTable WithHoles(RawTable table) => table.Replace(
        column => [column.Name == "east" ? RawColumn.Numeric("east", [double.NaN, .. column.Numbers[1..]]) : column]);

    private static long[] Bits(TabularModel model, RawTable test) =>
        model.Predict(test).SelectMany(answer => answer.Probabilities.Concat([answer.Prediction, answer.Lower, answer.Upper])).Bits();

    private static Dictionary<string, OnnxRuntime.Values> Inputs(TabularModel model, RawTable test)
    {
        var inputs = new Dictionary<string, OnnxRuntime.Values>();
        var numeric = model.InputColumns.Where(column => !column.IsText).Select(column => test[column.Name]).ToArray();
        inputs["x"] = new(
            "float32", [test.Rows, numeric.Length],
            [.. Enumerable.Range(0, test.Rows).SelectMany(row => numeric.Select(column => (object)(float)column.Numbers[row]))]);
        foreach (var column in model.InputColumns.Where(column => column.IsText))
        {
            inputs[column.Name] = new(
                "string", [test.Rows, 1], [.. test[column.Name].Texts.ToArray().Select(text => (object)(text ?? string.Empty))]);
        }

        return inputs;
    }
}
