using DeepLearning.Data;

namespace DeepLearning.Fuzz;

/// <summary>The reader of models: a network with its pipeline.</summary>
internal sealed class ModelTarget() : SafetensorsTarget("model")
{
    private const string Houses = "rooms,near,price,tax\n2,INLAND,100,1\n,BAY,300,2\n6,BAY,200,3\n4,\"\u00C9T\u00C9 \"\"x\"\"\",400,4\n";

    /// <inheritdoc/>
    public override Action Read(byte[] file)
    {
        var model = Model<double>.Load(new MemoryStream(file));
        return () => Check(model);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<byte[]> MakeFiles()
    {
        var houses = RawTable.FromCsv(new StringReader(Houses));
        return
        [
            Saved(Of(Pipeline.Of(
                Transform.ImputeMedian(), Transform.OneHot(ignoreUnknown: true), Transform.Standardize("rooms"),
                Transform.MinMax(-1, 1, "tax"))
                .Fit(houses, target: "price", standardizeTarget: true))),
            Saved(Of(Pipeline.Of(Transform.ImputeConstant(0)).Fit(houses, label: "near"))),
            Saved(
                Of(
                    Pipeline.Of(
                        Transform.RobustScale(), Transform.PiecewiseLinear(2), Transform.IndicateMissing("rooms"),
                        Transform.ImputeConstant(0), Transform.EncodeCategories())
                        .Fit(houses, target: "price"))),
            Saved(
                Of(
                    Pipeline.Of(Transform.ImputeMean(), Transform.OneHot())
                        .Fit(houses, targets: ["price", "tax"], standardizeTargets: true))),
        ];
    }

    /// <summary>The model predicts for a row, or says which value of it must be another; saved and read again it is the same.</summary>
    private static void Check(Model<double> model)
    {
        Predict(model, _ => Cell.Missing);
        Predict(model, input => input.IsText ? "BAY" : 2.5);
        var saved = Saved(model);
        FuzzFailure.Unless(
            Saved(Model<double>.Load(new MemoryStream(saved))).AsSpan().SequenceEqual(saved),
            "a model that is saved and read again is the same");
    }

    private static void Predict(Model<double> model, Func<InputColumn, Cell> value)
    {
        try
        {
            model.Predict(model.Pipeline.InputColumns.Select(value).ToArray());
        }
        catch (ArgumentException)
        {
            // A missing value that no transform fills in, or a category that was not there in training.
        }
    }

    private static Model<double> Of(FittedPipeline pipeline) => new(
        new Network<double>(
            pipeline.FeatureNames.Count, 1, new Dense(3, Activation.Tanh),
            new Dense(pipeline.Outputs, pipeline.ClassNames is null ? Activation.Identity : Activation.Softmax)),
        pipeline);

    private static byte[] Saved(Model<double> model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
