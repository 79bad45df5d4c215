using System.Numerics;

namespace DeepLearning.Tests;

/// <summary>Exported models take raw rows in ONNX Runtime and predict what they predict here.</summary>
public sealed class OnnxModelTests
{
    private static readonly RawTable Houses = RawTable.FromCsv(new StringReader(
        "rooms,near,age,kind,price\n2,INLAND,1000003,flat,100\n,BAY,1000001,,300\n6,BAY,1000007,villa,200\n4,INLAND,1000002,flat,400\n"));

    /// <summary>Missing numbers and texts, and categories that training did not have.</summary>
    private static readonly RawTable Asked = RawTable.FromCsv(new StringReader(
        "rooms,near,age,kind\n3,BAY,1000004,flat\n,INLAND,,\n5.5,INLAND,1000001,villa\n-2,BAY,1000000,castle\n"));

    private static readonly Pipeline Everything = Pipeline.Of(
        Transform.ImputeMedian("rooms"), Transform.ImputeMostFrequent("kind"), Transform.ImputeMean(),
        Transform.OneHot(ignoreUnknown: true, "kind"),
        Transform.OneHot(ignoreUnknown: false, "near"), Transform.Standardize(), Transform.MinMax(-1, 2, "rooms"));

    private static readonly Pipeline Encodings = Pipeline.Of(
        Transform.RobustScale("age", "rooms"), Transform.PiecewiseLinear(3), Transform.IndicateMissing("rooms"), Transform.ImputeMean(),
        Transform.EncodeCategories());

    [Fact]
    public void SaveOnnx_Models_PredictTheSameInOnnxRuntime()
    {
        using var folder = new TemporaryFolder();
        var cases = new List<(OnnxRuntime.Job Job, double[] Y, string[]? Labels, double Tolerance)>
        {
            Case(
                folder, "target", Model<float>(Everything.Fit(Houses, target: "price", standardizeTarget: true), 1, Activation.Identity),
                Asked, 1e-6),
            Case(
                folder, "target in double",
                Model<double>(Everything.Fit(Houses, target: "price", standardizeTarget: true), 1, Activation.Identity), Asked, 1e-12),
            Case(folder, "two targets, a fill that is no category", Model<double>(
                Pipeline.Of(Transform.ImputeConstant("none", "near"), Transform.ImputeConstant(3), Transform.OneHot(ignoreUnknown: true))
                    .Fit(
                    Pipelines.Without(Houses, "kind", "rooms"), ["price", "age"],
                    standardizeTargets: false), 2, Activation.Identity), Asked, 1e-12),
            Case(
                folder, "classes",
                    Model<float>(
                        Pipeline.Of(
                            Transform.ImputeMean(), Transform.ImputeConstant("flat"), Transform.OneHot(ignoreUnknown: true, "kind"),
                                Transform.Standardize("age")).Fit(
                Pipelines.Without(Houses, "price"), label: "near"), 2, Activation.Softmax), Asked, 1e-6),
            Case(folder, "encodings", Model<float>(Encodings.Fit(Houses, target: "price"), 1, Activation.Identity), Asked, 1e-5),
            Case(
                folder, "encodings in double", Model<double>(Encodings.Fit(Houses, target: "price"), 1, Activation.Identity), Asked, 1e-12),
            Case(
                folder, "encodings of what was filled in",
                Model<double>(
                    Pipeline.Of(
                        Transform.ImputeConstant(3), Transform.ImputeConstant("flat", "kind"), Transform.IndicateMissing(),
                        Transform.EncodeCategories(2, "near"), Transform.EncodeCategories(), Transform.RobustScale("rooms", "age"))
                        .Fit(Houses, target: "price"), 1, Activation.Identity), Asked, 1e-12),
            Case(
                folder, "a sign of two categories, and nothing of one",
                Model<double>(
                    Pipeline.Of(Transform.ImputeConstant("BAY", "near"), Transform.ImputeConstant("flat"), Transform.EncodeCategories())
                        .Fit(Pipelines.Only(Houses.Subset(0, 1, 3), "near", "kind", "price"), target: "price"),
                    1, Activation.Identity), Asked, 1e-12),
            Case(
                folder, "texts alone",
                Model<float>(
                    Pipeline.Of(Transform.OneHot()).Fit(Pipelines.Only(Houses, "near", "price"), target: "price"), 1,
                    Activation.Identity), Asked, 1e-6),
            Case(folder, "one of two", Model<double>(Pipeline.Of(Transform.Standardize()).Fit(
                Dataset.FromLabels([[0.0, 3], [1.0, 4], [2.0, 7]], [0, 1, 1], 2, classNames: ["dog", "cat"])
                    .OneVersusRest("cat")), 1, Activation.Sigmoid), Numbers(2), 1e-12),
            Case(
                folder, "numbers as they are",
                Model<float>(Pipeline.Of().Fit(Dataset.FromLabels([[0f, 3], [1f, 4]], [0, 1], 2)), 2, Activation.Softmax), Numbers(2),
                1e-6),
        };

        var results = OnnxRuntime.Run([.. cases.Select(one => one.Job)]);

        foreach (var (one, result) in cases.Zip(results))
        {
            result.Error.Should().BeNull(one.Job.Model);
            one.Y.Zip(result.Outputs!["y"].Numbers).Should().OnlyContain(
                pair => Math.Abs(pair.First - pair.Second) <= one.Tolerance * Math.Max(1, Math.Abs(pair.First)), one.Job.Model);
            result.Outputs["y"].Numbers.Should().HaveSameCount(one.Y);
            (result.Outputs.GetValueOrDefault("label")?.Data)
                .Should().BeEquivalentTo(one.Labels, options => options.WithStrictOrdering(), one.Job.Model);
        }

        OnnxRuntime.Check(cases.Select(one => one.Job.Model)).Should().Be($"checked {cases.Count}\n");
    }

    [Fact]
    public void SaveOnnx_UnknownCategoryToBeRefused_IsAnErrorOfTheRuntime()
    {
        using var folder = new TemporaryFolder();
        var model = Model<float>(
            Pipeline.Of(Transform.OneHot()).Fit(Pipelines.Only(Houses, "near", "price"), target: "price"), 1, Activation.Identity);
        var path = Path.Combine(folder.Path, "model.onnx");
        model.SaveOnnx(path);

        OnnxRuntime.Run([new(path, new Dictionary<string, OnnxRuntime.Values> { ["near"] = new("string", [1, 1], ["SEA"]) })])
            .Single().Error.Should().Contain("Unknown Category");
    }

    [Fact]
    public void SaveOnnx_TransformOfOnesOwn_IsRefused() =>
        Failure.Of<NotSupportedException>(
            () =>
                Model<float>(Pipeline.Of(new Own()).Fit(Dataset.FromLabels([[0f, 3], [1f, 4]], [0, 1], 2)), 2, Activation.Softmax)
                    .SaveOnnx(new MemoryStream())).Should().Be(
            "The pipeline has the transform Fitted, which cannot be exported to ONNX: only the library's own can. Export the network " +
            "alone and transform its inputs beforehand.");

    [Fact]
    public void SaveOnnx_ModelWithNumberThatIsNotFinite_IsRefusedAndTheOldFileStays()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.onnx", "old"u8);
        var pipeline = Pipeline.Of(Transform.Standardize()).Fit(Dataset.FromLabels([[0f, 3], [1f, 4]], [0, 1], 2));
        var model = Model<float>(pipeline, 2, Activation.Softmax);
        model.Network.Parameters[1].Values[5] = float.NaN;

        Failure.Of<InvalidOperationException>(() => model.SaveOnnx(path)).Should().Be(
            "layers.0.bias[5, 0] is NaN: a network whose numbers are not finite predicts nothing and is not exported.");
        File.ReadAllText(path).Should().Be("old");
    }

    private static RawTable Numbers(int columns) =>
        new([.. Enumerable.Range(0, columns).Select(i => new NumericColumn($"{i}", [0.3 * i, 1, 5 - i]))]);

    private static Model<T> Model<T>(FittedPipeline pipeline, int outputs, Activation output)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var network = new Network<T>(pipeline.FeatureNames.Count, seed: 2, new Dense(6, Activation.Tanh), new Dense(outputs, output));
        return new(network, pipeline);
    }

    private static (OnnxRuntime.Job Job, double[] Y, string[]? Labels, double Tolerance) Case<T>(
        TemporaryFolder folder, string name, Model<T> model, RawTable asked, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var path = Path.Combine(folder.Path, $"{name}.onnx");
        model.SaveOnnx(path);
        var inputs = new Dictionary<string, OnnxRuntime.Values>();
        var numeric = model.Pipeline.InputColumns.Where(input => !input.IsText).Select(input => (NumericColumn)asked[input.Name]).ToArray();
        if (numeric.Length > 0)
        {
            inputs.Add("x", new(
                typeof(T) == typeof(float) ? "float32" : "float64",
                [asked.Rows, numeric.Length],
                [.. Enumerable.Range(0, asked.Rows).SelectMany(row => numeric.Select(column => (object)column.Values[row]))]));
        }

        foreach (var input in model.Pipeline.InputColumns.Where(input => input.IsText))
        {
            inputs.Add(
                input.Name,
                    new(
                        "string", [asked.Rows, 1],
                        [.. ((TextColumn)asked[input.Name]).Values.ToArray().Select(text => (object)(text ?? ""))]));
        }

        return (
            new(path, inputs),
            [.. model.Predict(asked).ToColumnMajorArray().Select(double.CreateChecked)],
            model.Pipeline.ClassNames is null ? null : model.PredictClasses(asked),
            tolerance);
    }

    private static class Pipelines
    {
        public static RawTable Only(RawTable table, params string[] names) =>
            table.Replace(column => names.Contains(column.Name) ? [column] : []);

        public static RawTable Without(RawTable table, params string[] names) =>
            table.Replace(column => names.Contains(column.Name) ? [] : [column]);
    }

    private sealed class Own : Transform
    {
        public override FittedTransform Fit(RawTable train) => new Fitted();

        private sealed class Fitted : FittedTransform
        {
            public override RawTable Apply(RawTable table) => table;
        }
    }
}
