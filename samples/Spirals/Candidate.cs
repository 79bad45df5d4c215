using DeepLearning;
using DeepLearning.Data;
using DeepLearning.Reporting;

namespace DeepLearning.Samples;

/// <summary>A network and a regularizer, trained on several draws of a problem.</summary>
internal sealed record Candidate(string Name, string File, IReadOnlyList<Dense> Hidden)
{
    public const int Draws = 5;
    private const int Steps = 3000;
    private const int BatchSize = 32;

    public Regularizer Regularizer { get; init; } = Regularizer.None;

    /// <summary>Prints the accuracies and the log-loss of the test as means over the draws, and draws the boundary of the first.</summary>
    public void Run(SpiralArms problem, string folder)
    {
        var (onTrain, onTest, logLoss) = (0.0, 0.0, 0.0);
        for (var draw = 1; draw <= Draws; draw++)
        {
            var (train, test) = problem.Draw(seed: draw);
            var normalization = InputNormalization.Fit(train);
            var network = Trained(normalization.Apply(train), seed: draw);
            var evaluation = (ClassificationEvaluation)network.Evaluate(normalization.Apply(test));
            onTrain += network.Evaluate(normalization.Apply(train)).Metric / Draws;
            onTest += evaluation.Accuracy / Draws;
            logLoss += evaluation.LogLoss / Draws;
            if (draw == 1)
            {
                network.DecisionBoundary(train, normalization, $"{Name}: {evaluation.Accuracy:P1} of the test")
                    .SaveSvg(Path.Combine(folder, File + ".svg"));
            }
        }

        Console.WriteLine($"{Name,-34}{onTrain,12:P1}{onTest,12:P1}{logLoss,12:0.00}");
    }

    private Network<float> Trained(Dataset<float> train, long seed)
    {
        var network = new Network<float>(inputs: 2, seed, [.. Hidden, new Dense(train.Outputs, Activation.Softmax)]);
        new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam(learningRate: 0.01), Regularizer).Fit(train, options: new FitOptions
        {
            // As many steps for few examples as for many, so that only the network and the regularizer differ.
            Epochs = Steps * BatchSize / train.Examples,
            BatchSize = BatchSize,
            Schedule = Schedule.CosineDecay(),
            EvaluateTrainingSet = false,
        });
        return network;
    }
}
