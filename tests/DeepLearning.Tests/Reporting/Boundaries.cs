using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>Decision boundaries, ordinary and extreme.</summary>
internal static class Boundaries
{
    public static IReadOnlyDictionary<string, Func<Picture>> All { get; } = new Dictionary<string, Func<Picture>>
    {
        ["two classes"] = () => Trained(Blobs(2, 200), new Dense(1, Activation.Sigmoid), Loss.BinaryCrossEntropy, oneOutput: true),
        ["three classes"] = () => Trained(Blobs(3, 300), new Dense(3, Activation.Softmax), Loss.CrossEntropy),
        ["twelve classes"] = () => Trained(Blobs(12, 600), new Dense(12, Activation.Softmax), Loss.CrossEntropy),
        ["thirty classes"] = () => Trained(Blobs(30, 600), new Dense(30, Activation.Softmax), Loss.CrossEntropy),
        ["scores of hinge"] = () => Trained(Blobs(3, 300), new Dense(3, Activation.Identity), Loss.MeanSquaredError),
        ["margin of hinge"] = () => Trained(Blobs(2, 100), new Dense(1, Activation.Identity), Loss.Hinge, oneOutput: true),
        ["five thousand examples"] = () => Trained(Blobs(2, 5000), new Dense(2, Activation.Softmax), Loss.CrossEntropy, epochs: 2),
        ["markup"] = () =>
            Trained(
                Blobs(
                    2, 20, ["<b>&\"", "]]>"],
                    ["<i>&\" over a very long name of a feature that is longer than the axis can ever be wide, however large", "a\0b"]),
                        new Dense(2, Activation.Softmax), Loss.CrossEntropy),
        ["number"] = () => Trained(Surface(300), new Dense(1, Activation.Identity), Loss.MeanSquaredError),
        ["constant number"] = () =>
            Trained(
                Dataset.FromArrays<double>([[1, 2], [3, 4]], [5, 5]), new Dense(1, Activation.Identity), Loss.MeanSquaredError, epochs: 1),
        ["infinite number"] = () => Infinite().DecisionBoundary(Surface(30)),
        ["one example"] = () =>
            new Network<double>(2, 1, new Dense(2, Activation.Softmax))
                .DecisionBoundary(Dataset.FromMatrices(Given.Rows([0], [0]), Given.Rows([1], [0]))),
        ["constant feature"] = () =>
            new Network<double>(2, 1, new Dense(1, Activation.Sigmoid))
                .DecisionBoundary(Dataset.FromArrays<double>([[7, -1e-9], [7, 1e-9]], [0, 1])),
        ["far features"] = () =>
            new Network<double>(2, 1, new Dense(1, Activation.Sigmoid))
                .DecisionBoundary(Dataset.FromArrays<double>([[1e200, 1e6], [-1e200, 1e6 + 1]], [0, 1])),
    };

    /// <summary>Clouds of points around places on a circle.</summary>
    public static Dataset<double> Blobs(
        int classes, int examples, IReadOnlyList<string>? names = null, IReadOnlyList<string>? features = null)
    {
        var random = new Random(1);
        var labels = Enumerable.Range(0, examples).Select(i => i % classes).ToArray();
        var rows = Array.ConvertAll(labels, c => new[]
        {
            100 + (30 * Math.Cos(2 * Math.PI * c / classes)) + (20 * (random.NextDouble() - 0.5)),
            0.01 * (Math.Sin(2 * Math.PI * c / classes) + (0.6 * (random.NextDouble() - 0.5))),
        });
        var y = new double[classes, examples];
        for (var i = 0; i < examples; i++)
        {
            y[labels[i], i] = 1;
        }

        return Dataset.FromMatrices(
            Matrix<double>.Build.DenseOfColumnArrays(rows), Matrix<double>.Build.DenseOfArray(y), features,
            names ?? [.. Enumerable.Range(0, classes).Select(c => $"class {c}")]);
    }

    private static Picture Trained(Dataset<double> data, Dense output, Loss loss, bool oneOutput = false, int epochs = 30)
    {
        data = oneOutput ? data.OneVersusRest(data.ClassNames![1]) : data;
        var normalization = InputNormalization.Fit(data);
        var network = new Network<double>(2, 1, new Dense(16, Activation.Tanh), output);
        new Trainer<double>(network, loss, Optimizer.Adam(0.02))
            .Fit(normalization.Apply(data), options: new FitOptions { Epochs = epochs, BatchSize = 32, EvaluateTrainingSet = false });
        return network.DecisionBoundary(data, normalization);
    }

    private static Dataset<double> Surface(int examples)
    {
        var random = new Random(2);
        var rows = Enumerable.Range(0, examples).Select(_ => new[] { (4 * random.NextDouble()) - 2, (6 * random.NextDouble()) - 3 })
            .ToArray();
        return Dataset.FromArrays<double>(rows, Array.ConvertAll(rows, row => 50 * Math.Sin(row[0]) * Math.Cos(row[1])));
    }

    private static Network<double> Infinite()
    {
        var network = new Network<double>(2, 1, new Dense(1, Activation.Identity));
        network.Layers[0].Weights *= 1e308;
        return network;
    }
}
