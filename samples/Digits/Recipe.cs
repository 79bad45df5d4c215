using DeepLearning;

namespace DeepLearning.Samples;

/// <summary>
/// The whole of the learning: data, network, loss, optimizer. Its numbers were chosen by the dev set, never by the test set.
/// </summary>
internal static class Recipe
{
    public const int Epochs = 60;
    private const int BatchSize = 32;
    private const float BrightestPixel = 16;

    /// <summary>1,797 digits of 8 × 8 pixels, each pixel from 0 to 1.</summary>
    public static Dataset<float> Load(string path)
    {
        var raw = Dataset.FromCsv<float>(path, label: "digit");
        return Dataset.FromMatrices(raw.X / BrightestPixel, raw.Y, raw.FeatureNames, raw.ClassNames);
    }

    /// <summary>A fifth for the test; of the rest, a tenth to watch the training by.</summary>
    public static (Dataset<float> Train, Dataset<float> Dev, Dataset<float> Test) Split(Dataset<float> digits, long seed)
    {
        var (learning, test) = digits.Split(0.8, 0.2, seed, stratified: true);
        var (train, dev) = learning.Split(0.9, 0.1, seed, stratified: true);
        return (train, dev, test);
    }

    /// <summary>A wide hidden layer, of which dropout hides half at every step, and ten probabilities.</summary>
    public static Network<float> Network(long seed) => new(inputs: 64, seed,
    [
        new Dense(512, Activation.ReLU) { KeepProbability = 0.5 },
        new Dense(10, Activation.Softmax),
    ]);

    public static Trainer<float> Trainer(Network<float> network) =>
        new(network, Loss.CrossEntropy, Optimizer.Adam(learningRate: 5e-3), Regularizer.L2(1e-3));

    public static FitOptions FitOptions(int epochs) => new() { Epochs = epochs, BatchSize = BatchSize, Schedule = Schedule.LinearDecay() };
}
