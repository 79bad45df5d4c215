using System.Text.Json;

namespace DeepLearning.Tests;

/// <summary>evaluations.json: what scikit-learn says of labels, regressions and classes. make_evaluations.py says how it is made.</summary>
internal sealed record EvaluationsFile(
    string Script,
    string Python,
    string Sklearn,
    IReadOnlyList<GoldenLabels> Labels,
    IReadOnlyList<GoldenRegression> Regressions,
    IReadOnlyList<GoldenClasses> Classes)
{
    public static EvaluationsFile Content { get; } = JsonSerializer.Deserialize<EvaluationsFile>(
        File.ReadAllText(Path.Combine(GoldenFile.Folder, "evaluations.json")), JsonSerializerOptions.Web)!;
}

/// <summary>Independent outputs, an array for each example. Micro and Macro are precision, recall and F1.</summary>
internal sealed record GoldenLabels(
    string Name,
    double[] Thresholds,
    double[][] Scores,
    double[][] Targets,
    double[] Precision,
    double[] Recall,
    double[] F1,
    int[] Support,
    double?[] RocAuc,
    double[] Micro,
    double[] Macro,
    double MicroRocAuc,
    double MacroRocAuc,
    double ExactMatch,
    double HammingLoss);

/// <summary>Outputs and targets, an array for each example; the errors of each output, and of all together.</summary>
internal sealed record GoldenRegression(
    string Name,
    double[][] Outputs,
    double[][] Targets,
    double[] RSquared,
    double[] RootMeanSquaredError,
    double[] MeanAbsoluteError,
    double VarianceWeighted,
    double UniformAverage,
    double TotalRootMeanSquaredError,
    double TotalMeanAbsoluteError);

/// <summary>Classes and what was taken for them. Macro is precision, recall and F1 over all classes.</summary>
internal sealed record GoldenClasses(
    string Name, int Classes, int[] Actual, int[] Predicted, double[] Macro, double[] MacroOfOccurring, double Accuracy);
