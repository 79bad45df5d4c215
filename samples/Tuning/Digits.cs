using DeepLearning;

namespace DeepLearning.Samples;

/// <summary>The digits, and a network for them whose hyperparameters are open.</summary>
internal sealed class Digits
{
    private const int Epochs = 30;
    private const float BrightestPixel = 16;

    public Digits(string path)
    {
        var raw = Dataset.FromCsv<float>(path, label: "digit");
        (Train, Dev, Test) = Dataset.FromMatrices(raw.X / BrightestPixel, raw.Y, raw.FeatureNames, raw.ClassNames)
            .Split(0.5, 0.25, 0.25, seed: 1, stratified: true);
    }

    public Dataset<float> Train { get; }

    public Dataset<float> Dev { get; }

    public Dataset<float> Test { get; }

    /// <summary>Trains epoch by epoch, and gives the dev accuracy after each; the last network is the one that it has trained.</summary>
    public IEnumerable<(double Accuracy, Network<float> Network)> Fit(
        Settings settings, long seed, CancellationToken cancellationToken = default)
    {
        var network = new Network<float>(Train.Features, seed,
        [
            new Dense(settings.Units, settings.Activation) { KeepProbability = settings.Keep },
            new Dense(10, Activation.Softmax),
        ]);
        var trainer = new Trainer<float>(
            network, Loss.CrossEntropy, Optimizer.Adam(settings.LearningRate, settings.Beta1), Regularizer.L2(settings.Lambda));
        var options = new FitOptions { Epochs = 1, BatchSize = settings.BatchSize, EvaluateTrainingSet = false };
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            trainer.Fit(Train, options: options, cancellationToken: cancellationToken);
            yield return (network.Evaluate(Dev).Metric, network);
        }
    }
}
