using DeepLearning;
using DeepLearning.Data;
using DeepLearning.Reporting;

namespace DeepLearning.Samples;

/// <summary>The run as one HTML page, and its pictures as files beside it.</summary>
internal static class ReportOfRun
{
    /// <summary>In a hidden layer of 512 units, the first say as much as the others.</summary>
    private const int UnitsDrawn = 20;

    public static void Save(string path, Trainer<float> trainer, TrainingHistory history, ClassificationEvaluation evaluation)
    {
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!).FullName;
        var weights = trainer.Network.Layers[0].WeightImages(new ImageShape(8, 8), UnitsDrawn);
        new Report("Digits").Add(trainer.Network).Add(trainer).Add(history).Add("Test", evaluation)
            .Add("What the hidden units look for", weights).SaveHtml(path);

        history.SaveSvg(Path.Combine(folder, "curves.svg"));
        evaluation.Confusion.SaveSvg(Path.Combine(folder, "confusion.svg"));
        weights.SaveSvg(Path.Combine(folder, "weights.svg"));
    }
}
