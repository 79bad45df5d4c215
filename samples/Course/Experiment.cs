using DeepLearning;
using DeepLearning.Data;
using DeepLearning.Reporting;

namespace DeepLearning.Samples;

/// <summary>A network of two features and one sigmoid unit behind hidden layers, and how it is trained.</summary>
internal sealed record Experiment(string Name, string File, params Dense[] Hidden)
{
    public Optimizer Optimizer { get; init; } = Optimizer.Adam(learningRate: 0.01);

    public int Epochs { get; init; } = 1000;

    public int BatchSize { get; init; } = FitOptions.AllExamples;

    /// <summary>How the output unit begins.</summary>
    public Initializer? Initializer { get; init; }

    /// <summary>Whether the picture is of the cost over the epochs, not of the decision boundary.</summary>
    public bool DrawsCost { get; init; }

    /// <summary>Prints the costs and the accuracies of both sets, and draws the picture.</summary>
    public void Run(Dataset<double> train, Dataset<double> test, string folder)
    {
        var network = new Network<double>(inputs: 2, seed: 3, [.. Hidden, new Dense(1, Activation.Sigmoid) { Initializer = Initializer }]);
        var trainer = new Trainer<double>(network, Loss.BinaryCrossEntropy, Optimizer);
        var first = trainer.Measure(train).Cost;
        var history = trainer.Fit(train, options: new FitOptions
        {
            Epochs = Epochs,
            BatchSize = BatchSize,
            EvaluateTrainingSet = DrawsCost,
        });
        var (onTrain, onTest) = (trainer.Measure(train), trainer.Measure(test));
        Console.WriteLine(
            $"{Name,-26}{first,10:0.000}{onTrain.Cost,9:0.000}{onTest.Cost,10:0.000}{onTrain.Metric,12:P1}{onTest.Metric,9:P1}");

        var path = Path.Combine(folder, File + ".svg");
        if (DrawsCost)
        {
            history.SaveSvg(path);
        }
        else
        {
            network.DecisionBoundary(train, title: $"{Name}: {onTest.Metric:P1} of the test").SaveSvg(path);
        }
    }
}
