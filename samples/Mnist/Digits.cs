using DeepLearning;
using DeepLearning.Data;

namespace DeepLearning.Samples;

/// <summary>Finds MNIST's files in a folder, compressed or not.</summary>
internal static class Digits
{
    /// <summary>
    /// The 60,000 images to learn from and the 10,000 of the test; where there are only the latter, they are divided, 8 to 2.
    /// </summary>
    public static (Dataset<float> Train, Dataset<float> Test) Load(string folder)
    {
        var test = Read(folder, "t10k")
            ?? throw new FileNotFoundException(
                $"The folder {folder} has no t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, with or without .gz.");
        return Read(folder, "train") is { } train
            ? (train.WithRole(DataRole.Train), test.WithRole(DataRole.Test))
            : test.Split(0.8, 0.2, seed: 1, stratified: true);
    }

    private static Dataset<float>? Read(string folder, string set) =>
        Find(folder, $"{set}-images-idx3-ubyte") is { } images && Find(folder, $"{set}-labels-idx1-ubyte") is { } labels
            ? Dataset.FromIdx<float>(images, labels, scale: 1.0 / 255, classes: 10)
            : null;

    private static string? Find(string folder, string name) =>
        new[] { name, name + ".gz" }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
}
