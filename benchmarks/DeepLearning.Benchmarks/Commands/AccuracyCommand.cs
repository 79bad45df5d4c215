using System.Globalization;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>
/// accuracy SEED FOLDER: trains on one split with every <see cref="AccuracySettings"/>, and prints settings, accuracy or RMSE on its test
/// part, epochs.
/// </summary>
/// <remarks>accuracy.py writes the folder: train and test, each as -x.npy beside -labels.npy (classes) or -targets.npy (numbers).</remarks>
internal static class AccuracyCommand
{
    public static int Run(string seed, string folder)
    {
        var (train, test) = (Read(folder, "train"), Read(folder, "test"));
        foreach (var settings in AccuracySettings.All)
        {
            var (network, epochs) = settings.Learn(train, long.Parse(seed, CultureInfo.InvariantCulture));
            var evaluation = network.Evaluate(test);
            var figure = evaluation is RegressionEvaluation regression ? regression.RootMeanSquaredError : evaluation.Metric;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{settings.Name}\t{figure:R}\t{epochs}"));
        }

        return 0;
    }

    private static Dataset<float> Read(string folder, string part)
    {
        string Of(string what) => Path.Combine(folder, $"{part}-{what}.npy");
        return File.Exists(Of("labels"))
            ? Dataset.FromNpy<float>(Of("x"), labelsPath: Of("labels"))
            : Dataset.FromNpy<float>(Of("x"), targetsPath: Of("targets"));
    }
}
