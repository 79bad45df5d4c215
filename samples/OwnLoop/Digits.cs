using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Samples;

/// <summary>The digits of samples/Digits, pixels from 0 to 1, and the network that learns them here.</summary>
internal static class Digits
{
    private const float BrightestPixel = 16;
    private const string Shades = " ░▒▓█";
    private const int Side = 8;

    public static (Dataset<float> Train, Dataset<float> Test) Load()
    {
        var raw = Dataset.FromCsv<float>(Path.Combine(AppContext.BaseDirectory, "digits.csv"), label: "digit");
        return Dataset.FromMatrices(raw.X / BrightestPixel, raw.Y, raw.FeatureNames, raw.ClassNames)
            .Split(0.8, 0.2, seed: 1, stratified: true);
    }

    public static Trainer<float> Trainer(long seed = 1) => new(
        new Network<float>(inputs: 64, seed, new Dense(64, Activation.ReLU), new Dense(10, Activation.Softmax)),
        Loss.CrossEntropy, Optimizer.Adam(learningRate: 3e-3));

    /// <summary>Some examples, one after another around the set.</summary>
    public static (Matrix<float> X, Matrix<float> Y) Batch(Dataset<float> data, int first, int count)
    {
        var batch = data.Subset([.. Enumerable.Range(first, count).Select(i => i % data.Examples)]);
        return (batch.X, batch.Y);
    }

    public static double Accuracy(Network<float> network, Matrix<float> x, Matrix<float> y) =>
        network.EvaluateClassification(Dataset.FromMatrices(x, y)).Accuracy;

    /// <summary>Images side by side, each pixel two characters wide since characters are twice as high.</summary>
    public static void Draw(params IReadOnlyList<Vector<float>> images)
    {
        for (var y = 0; y < Side; y++)
        {
            Console.WriteLine(string.Join("    ", images.Select(image => string.Concat(Enumerable.Range(0, Side).Select(x =>
                new string(Shades[(int)MathF.Round(image[(y * Side) + x] * (Shades.Length - 1))], 2))))).TrimEnd());
        }
    }
}
