using DeepLearning;

namespace DeepLearning.Samples;

/// <summary>A way to learn the digits, with what is to be said about it.</summary>
internal sealed record Candidate(string Name, IReadOnlyList<Dense> Layers, int Epochs, int Examples = int.MaxValue)
{
    /// <summary>Learns from the first examples, and looks inside while doing so.</summary>
    public (Network<float> Network, Dataset<float> Seen, TrainingHistory History) Train(
        Dataset<float> training, CancellationToken cancellationToken = default)
    {
        var seen = training.Subset([.. Enumerable.Range(0, Math.Min(Examples, training.Examples))]);
        var network = new Network<float>(training.Features, seed: 1, Layers);
        var trainer = new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam(learningRate: 2e-3));
        var options = new FitOptions { Epochs = Epochs, BatchSize = 32, EvaluateTrainingSet = false, InspectEverySteps = 10 };
        return (network, seen, trainer.Fit(seen, options: options, cancellationToken: cancellationToken));
    }
}
