using Microsoft.ML;

namespace DeepLearning.Benchmarks.TabularPeers;

/// <summary>LightGBM as ML.NET wraps it.</summary>
internal sealed class LightGbmBooster : Booster
{
    protected override IEstimator<ITransformer> Binary => Context.BinaryClassification.Trainers.LightGbm();

    protected override IEstimator<ITransformer> Regression => Context.Regression.Trainers.LightGbm("Number");

    protected override IEstimator<ITransformer> Multiclass(string label) => Context.MulticlassClassification.Trainers.LightGbm(label);
}
