using DeepLearning;
using DeepLearning.Tuning;

namespace DeepLearning.Samples;

/// <summary>Values of all hyperparameters; the defaults are those of the library, and of the network in the README.</summary>
internal sealed record Settings(
    double LearningRate = 1e-3, double Beta1 = 0.9, int Units = 64, int BatchSize = 64, double Keep = 0.9, double Lambda = 1e-4)
{
    private static readonly Hyperparameter<double> LearningRates = Hyperparameter.Logarithmic("learning rate", 1e-4, 1e-1);
    private static readonly Hyperparameter<double> Beta1s = Hyperparameter.Decay("β₁", 0.8, 0.99);
    private static readonly Hyperparameter<int> UnitNumbers = Hyperparameter.LogarithmicInteger("units", 16, 512);
    private static readonly Hyperparameter<int> BatchSizes = Hyperparameter.Choice("batch", 16, 32, 64, 128);
    private static readonly Hyperparameter<double> Keeps = Hyperparameter.Linear("keep", 0.4, 1);
    private static readonly Hyperparameter<double> Lambdas = Hyperparameter.Logarithmic("λ", 1e-5, 1e-1);
    private static readonly Hyperparameter<Activation> Activations =
        Hyperparameter.Choice("activation", Activation.ReLU, Activation.Tanh, Activation.GELU);

    public Activation Activation { get; init; } = Activation.ReLU;

    /// <summary>What is searched.</summary>
    public static IReadOnlyList<Hyperparameter> All { get; } =
        [LearningRates, Beta1s, UnitNumbers, BatchSizes, Keeps, Lambdas, Activations];

    public static Settings Of(Trial trial) => new(
        trial.Get(LearningRates), trial.Get(Beta1s), trial.Get(UnitNumbers), trial.Get(BatchSizes), trial.Get(Keeps), trial.Get(Lambdas))
    {
        Activation = trial.Get(Activations),
    };
}
