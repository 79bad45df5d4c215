using DeepLearning.Data;

namespace DeepLearning.Samples;

/// <summary>How strong concrete will be, by its seven ingredients and its age.</summary>
internal static class ConcreteModel
{
    /// <summary>
    /// The tests of the Regression sample as a raw table. They were made at fourteen ages only; as a text the age is a category, and the
    /// model refuses to answer for an age that it has never seen.
    /// </summary>
    public static RawTable Table() => RawTable.FromCsv(Path.Combine(AppContext.BaseDirectory, "concrete.csv"), text: ["age"]);

    public static Model<float> Train()
    {
        var (train, dev) = Table().Split(0.8, 0.2, seed: 1, stratifiedBy: "age");
        var pipeline = Pipeline.Of(Transform.ImputeMedian(), Transform.Standardize(), Transform.OneHot())
            .Fit(train, target: "strength", standardizeTarget: true);
        var network = new Network<float>(
            pipeline.FeatureNames.Count, seed: 1, new Dense(64, Activation.ReLU), new Dense(32, Activation.ReLU),
            new Dense(1, Activation.Identity));
        new Trainer<float>(network, Loss.MeanSquaredError, Optimizer.Adam(3e-3), Regularizer.L2(1e-2))
            .Fit(pipeline.Apply<float>(train), options: new FitOptions { Epochs = 150, BatchSize = 32, EvaluateTrainingSet = false });
        var model = new Model<float>(network, pipeline);
        Console.WriteLine($"A model of the strength of concrete: {model.Evaluate(dev)} on {dev.Rows} mixes that it did not learn from");
        return model;
    }
}
