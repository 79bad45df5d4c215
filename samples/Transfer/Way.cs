namespace DeepLearning.Samples;

/// <summary>A way to a network for new digits, given one that knows others.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Make">The network that begins to learn.</param>
internal sealed record Way(string Name, Func<Network<float>, long, Network<float>> Make)
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("no hidden layer", (_, seed) => new(inputs: 64, seed, new Dense(5, Activation.Softmax))),
        new("from scratch", (_, seed) => Network(seed)),
        new("learned features, kept as they are", (learned, seed) => WithNewOutput(learned, seed, layer => layer.IsTrainable = false)),
        new(
            "learned features, a tenth of the rate",
            (learned, seed) => WithNewOutput(learned, seed, layer => layer.LearningRateFactor = 0.1)),
        new("learned features, trained on", (learned, seed) => WithNewOutput(learned, seed, _ => { })),
    ];

    /// <summary>A wide hidden layer, of which dropout hides half at every step, and probabilities of five digits.</summary>
    public static Network<float> Network(long seed) => new(inputs: 64, seed,
    [
        new Dense(512, Activation.ReLU) { KeepProbability = 0.5 },
        new Dense(5, Activation.Softmax),
    ]);

    public static void Train(Network<float> network, Dataset<float> data, int epochs) =>
        new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam(learningRate: 3e-3), Regularizer.L2(1e-3)).Fit(
            data, options: new() { Epochs = epochs, BatchSize = 16, Schedule = Schedule.LinearDecay(), EvaluateTrainingSet = false });

    private static Network<float> WithNewOutput(Network<float> learned, long seed, Action<DenseLayer<float>> settle)
    {
        var network = learned.WithOutput(new Dense(5, Activation.Softmax), seed);
        foreach (var hidden in network.Layers.SkipLast(1))
        {
            settle(hidden);
        }

        return network;
    }
}
