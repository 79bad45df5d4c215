using Microsoft.ML;

namespace DeepLearning.Benchmarks.TabularPeers;

/// <summary>ML.NET's own trees; several classes are learned one against the rest.</summary>
internal sealed class FastTreeBooster : Booster
{
    protected override IEstimator<ITransformer> Binary => Context.BinaryClassification.Trainers.FastTree();

    protected override IEstimator<ITransformer> Regression => Context.Regression.Trainers.FastTree("Number");

    protected override IEstimator<ITransformer> Multiclass(string label) =>
        Context.MulticlassClassification.Trainers.OneVersusAll(Context.BinaryClassification.Trainers.FastTree(label), label);
}
