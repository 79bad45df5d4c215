using DeepLearning;
using DeepLearning.Data;

namespace DeepLearning.Samples;

/// <summary>A network and a strength of L2, trained on several splits of the data.</summary>
internal sealed record Candidate(string Name, IReadOnlyList<Dense> Layers, double Lambda)
{
    public const int Splits = 5;

    /// <summary>Few, as in many a laboratory: with 800 there would be little to overfit.</summary>
    public const int TrainingExamples = 206;

    public Score Train { get; private set; }

    public Score Dev { get; private set; }

    public Score Test { get; private set; }

    public void Run(Dataset<float> data)
    {
        var half = (data.Examples - TrainingExamples) / 2;
        for (var seed = 1; seed <= Splits; seed++)
        {
            var (train, dev, test) = data.Split(TrainingExamples, half, half, seed);

            // The mean and the variance of the training set, for all three: the others must not be looked at.
            var normalization = InputNormalization.Fit(train);
            (train, dev, test) = (normalization.Apply(train), normalization.Apply(dev), normalization.Apply(test));

            var network = new Network<float>(train.Features, seed, Layers);
            var trainer = new Trainer<float>(network, Loss.MeanSquaredError, Optimizer.Adam(learningRate: 1e-2), Regularizer.L2(Lambda));
            trainer.Fit(train, options: new FitOptions { Epochs = 1000, BatchSize = 32, EvaluateTrainingSet = false });

            Train += Score.Of(network, train);
            Dev += Score.Of(network, dev);
            Test += Score.Of(network, test);
        }
    }

    /// <summary>R² and root mean squared error, as means over the splits.</summary>
    internal readonly record struct Score(double RSquared, double Error)
    {
        public static Score Of(Network<float> network, Dataset<float> data)
        {
            var evaluation = network.EvaluateRegression(data);
            return new(evaluation.RSquared / Splits, evaluation.RootMeanSquaredError / Splits);
        }

        public static Score operator +(Score left, Score right) => new(left.RSquared + right.RSquared, left.Error + right.Error);
    }
}
