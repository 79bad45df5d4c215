using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class ModelFilesTests
{
    private static readonly RawTable Houses = RawTable.FromCsv(new StringReader(
        "rooms,near,price,tax\n2,INLAND,100,1\n,BAY,300,2\n6,BAY,200,3\n4,\"\u00C9T\u00C9 \"\"x\"\"\",400,4\n"));

    public static Model<double> Prices { get; } = Of<double>(
        Pipeline.Of(
            Transform.ImputeMedian(), Transform.OneHot(ignoreUnknown: true), Transform.Standardize("rooms"), Transform.MinMax(-1, 1, "tax"))
            .Fit(Houses, target: "price", standardizeTarget: true));

    public static Model<double> Encoded { get; } = Of<double>(
        Pipeline.Of(
            Transform.RobustScale(), Transform.PiecewiseLinear(2), Transform.IndicateMissing("rooms"), Transform.ImputeConstant(0),
            Transform.EncodeCategories(2))
            .Fit(Houses, target: "price"));

    public static Model<double> Places => Models["classes"];

    public static TheoryData<string> Names => [.. Models.Keys];

    internal static Dictionary<string, Model<double>> Models { get; } = new(StringComparer.Ordinal)
    {
        ["a standardized target"] = Prices,
        ["encodings"] = Encoded,
        ["several targets"] = Of<double>(
            Pipeline.Of(Transform.ImputeConstant(0), Transform.OneHot()).Fit(Houses, targets: ["price", "tax"], standardizeTargets: true)),
        ["targets as they are"] = Of<double>(Pipeline.Of(Transform.ImputeMean(), Transform.OneHot()).Fit(Houses, targets: ["tax"])),
        ["classes"] = Of<double>(Pipeline.Of(Transform.ImputeConstant(0)).Fit(Houses, label: "near")),
        ["classes of a dataset"] = Of<double>(Pipeline.Of(Transform.Standardize()).Fit(Given.Classes<double>(4, 3, 20, 1))),
        ["a single output of a dataset"] = Of<double>(Pipeline.Of().Fit(
            Dataset.FromArrays<double>([[1, 2], [3, 5]], [0, 1]), standardizeTargets: true)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_OfASavedModel_PredictsTheSameBitsFromRawRows(string name)
    {
        var model = Models[name];
        var loaded = FileBytes.LoadModel<double>(FileBytes.Saved(model));

        var table = Table(model);
        loaded.Predict(table).Bits().Should().Equal(model.Predict(table).Bits());
        loaded.Pipeline.ClassNames.Should().Equal(model.Pipeline.ClassNames);
        loaded.Pipeline.OutputColumns.Should().Equal(model.Pipeline.OutputColumns);
        loaded.Pipeline.TargetScalings.Should().Equal(model.Pipeline.TargetScalings);
        loaded.Pipeline.FeatureNames.Should().Equal(model.Pipeline.FeatureNames);
        loaded.Pipeline.InputColumns.Should().Equal(model.Pipeline.InputColumns);
        FileBytes.Saved(loaded).Should().Equal(FileBytes.Saved(model));
    }

    [Fact]
    public void Load_OfASavedModel_EvaluatesAndNamesClasses()
    {
        var model = Models["classes"];
        var loaded = FileBytes.LoadModel<double>(FileBytes.Saved(model));
        loaded.PredictClasses(Houses).Should().Equal(model.PredictClasses(Houses));
        loaded.Evaluate(Houses).ToString().Should().Be(model.Evaluate(Houses).ToString());
    }

    [Fact]
    public void Load_ThroughAFile_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "m.safetensors");
        Prices.Save(path);
        Model<double>.Load(path).Predict(4, "BAY", 2).Should().Equal(Prices.Predict(4, "BAY", 2));
        File.ReadAllBytes(path).Should().Equal(FileBytes.Saved(Prices));
    }

    [Fact]
    public void Load_OfTheOtherKind_SaysWhatItIs()
    {
        Failure.Of<InvalidDataException>(() => FileBytes.LoadNetwork<double>(FileBytes.Saved(Prices))).Should().Be(
            "The stream holds a model, whose network expects what its pipeline makes of raw rows: load it with Model<double>.Load.");
        Failure.Of<InvalidDataException>(() => FileBytes.LoadModel<double>(FileBytes.Saved(Prices.Network))).Should().Be(
            "The stream holds a network, without a pipeline from raw rows: load it with Network<double>.Load.");
    }

    [Fact]
    public void Save_OnesOwnTransform_IsRegisteredByName()
    {
        var model = Of<double>(Pipeline.Of(Transform.ImputeConstant(0), Transform.OneHot(), new Logarithm(2)).Fit(Houses, target: "price"));
        var plugIns = PlugIns.Library.With(
            "Logarithm", (FittedLogarithm x) => new() { { "shift", x.Shift } }, values => new FittedLogarithm(values.Number("shift")));

        FileBytes.LoadModel<double>(FileBytes.Saved(model, plugIns), plugIns).Predict(Houses).Bits()
            .Should().Equal(model.Predict(Houses).Bits());
        Failure.Of<ArgumentException>(() => FileBytes.Saved(model)).Should().Be(
            "The transform DeepLearning.Tests.ModelFilesTests+FittedLogarithm is not known: register it with " +
            "PlugIns.Library.With(\"FittedLogarithm\", …) " +
            "and save and load with these plug-ins.");
    }

    private static Model<T> Of<T>(FittedPipeline pipeline)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => new(
        new Network<T>(
            pipeline.FeatureNames.Count, seed: 3, new Dense(3, Activation.Tanh),
            new Dense(pipeline.Outputs, pipeline.ClassNames is null ? Activation.Identity : Activation.Softmax)),
        pipeline);

    private static RawTable Table(Model<double> model) => model.Pipeline.InputColumns.Any(input => input.IsText)
        || model.Pipeline.InputColumns.Any(input => Houses.Names.Contains(input.Name))
        ? Houses
        : new RawTable([.. model.Pipeline.InputColumns.Select((input, i) => new NumericColumn(input.Name, [i, 2.5, -1]))]);

    private sealed class Logarithm(double shift) : Transform
    {
        public override FittedTransform Fit(RawTable train) => new FittedLogarithm(shift);
    }

    private sealed class FittedLogarithm(double shift) : FittedTransform
    {
        public double Shift => shift;

        public override RawTable Apply(RawTable table) => new RawTable([.. table.Columns.Cast<NumericColumn>().Select(
            column =>
                new NumericColumn(
                    column.Name, Array.ConvertAll(column.Values.ToArray(), value => Math.Log(value + shift))))]).WithRole(table.Role);
    }
}
