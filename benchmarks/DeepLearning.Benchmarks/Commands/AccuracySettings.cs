using DeepLearning.Reporting;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>A way to train 100 ReLU units by Adam that knows nothing of the data but its size and whether it holds classes.</summary>
internal abstract record AccuracySettings(string Name)
{
    public static AccuracySettings[] All { get; } =
    [
        new Defaults(),
        new OfScikitLearn("its settings", Start: null),
        new OfScikitLearn("its settings and start", Initializer.Glorot()),
    ];

    /// <summary>The network that was trained, and for how many epochs.</summary>
    public (Network<float> Network, int Epochs) Learn(Dataset<float> train, long seed)
    {
        var classes = train.ClassNames is not null;
        var network = new Network<float>(
            train.Features, seed, Layer(100, train.Features, Activation.ReLU),
            Layer(train.Outputs, 100, classes ? Activation.Softmax : Activation.Identity));
        var trainer = Trainer(network, classes ? Loss.CrossEntropy : Loss.MeanSquaredError);
        return (network, trainer.Fit(train, options: Options(train)).Epochs.Count);
    }

    protected abstract Dense Layer(int units, int inputs, Activation activation);

    protected abstract Trainer<float> Trainer(Network<float> network, Loss loss);

    protected abstract FitOptions Options(Dataset<float> train);

    /// <summary>Whatever the library does when nothing is said.</summary>
    private sealed record Defaults() : AccuracySettings("defaults")
    {
        protected override Dense Layer(int units, int inputs, Activation activation) => new(units, activation);

        protected override Trainer<float> Trainer(Network<float> network, Loss loss) => new(network, loss, Optimizer.Adam());

        protected override FitOptions Options(Dataset<float> train) => new();
    }

    /// <summary>What scikit-learn does when nothing is said; <paramref name="Start"/> is how weights begin.</summary>
    private sealed record OfScikitLearn(string Name, Initializer? Start) : AccuracySettings(Name)
    {
        /// <summary>With random weights come random biases, of the same variance.</summary>
        protected override Dense Layer(int units, int inputs, Activation activation) => Start is null ? new(units, activation)
            : new(units, activation) { Initializer = Start, BiasInitializer = Initializer.Normal(Math.Sqrt(2.0 / (inputs + units))) };

        protected override Trainer<float> Trainer(Network<float> network, Loss loss) =>
            new(network, loss, Optimizer.Adam(), Regularizer.L2(1e-4 * Scale(loss == Loss.MeanSquaredError)));

        protected override FitOptions Options(Dataset<float> train) => new()
        {
            Epochs = 200,
            BatchSize = Math.Min(200, train.Examples),
            EarlyStopping = new()
            {
                Criterion = Criterion.TrainingCost,
                Patience = 10,
                MinDelta = 1e-4 * Scale(train.ClassNames is null),
                RestoreBest = false,
            },
        };

        /// <summary>Its squared error has a factor ½.</summary>
        private static double Scale(bool squaredError) => squaredError ? 2 : 1;
    }
}
