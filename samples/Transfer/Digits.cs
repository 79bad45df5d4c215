using DeepLearning.Data;

namespace DeepLearning.Samples;

/// <summary>The digits of samples/Digits, some of them.</summary>
internal static class Digits
{
    private const float BrightestPixel = 16;

    /// <summary>The digits from one to another, as classes of their own.</summary>
    public static Dataset<float> Load(string path, int first, int last)
    {
        var all = Dataset.FromCsv<float>(path, label: "digit");
        var labels = Matrices.Labels(all.Y);
        int[] chosen = [.. Enumerable.Range(0, all.Examples).Where(i => labels[i] >= first && labels[i] <= last)];
        return Dataset.FromLabels(
            all.Subset(chosen).X / BrightestPixel, [.. chosen.Select(i => labels[i] - first)], last - first + 1, all.FeatureNames,
            [.. Enumerable.Range(first, last - first + 1).Select(digit => $"{digit}")]);
    }
}
