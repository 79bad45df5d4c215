using DeepLearning;

namespace DeepLearning.Samples;

/// <summary>One run says little: another split is another test. The mean over several says what the recipe is worth.</summary>
internal static class SeveralSeeds
{
    public static void Run(Dataset<float> digits, Options options, CancellationToken cancellationToken)
    {
        var accuracies = new List<double>();
        for (var seed = options.Seed; seed < options.Seed + options.Seeds; seed++)
        {
            var (train, dev, test) = Recipe.Split(digits, seed);
            var network = Recipe.Network(seed);
            var history = Recipe.Trainer(network)
                .Fit(train, dev, Recipe.FitOptions(options.Epochs), progress: null, cancellationToken);
            if (history.Cancelled)
            {
                Console.WriteLine($"seed {seed}: cancelled, not counted");
                break;
            }

            accuracies.Add(network.Evaluate(test).Metric);
            Console.WriteLine(
                $"seed {seed}: test accuracy {accuracies[^1]:P2}, dev accuracy {history.Epochs[^1].Validation?.Metric:P2}, " +
                $"{history.Elapsed.TotalSeconds:0.0} s");
        }

        if (accuracies.Count > 0)
        {
            Console.WriteLine(
                $"mean test accuracy over {accuracies.Count} seeds: {accuracies.Average():P2} (from {accuracies.Min():P2} to " +
                $"{accuracies.Max():P2})");
        }
    }
}
