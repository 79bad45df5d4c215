using System.Text.Json;

namespace DeepLearning.Tests;

/// <summary>plugins.json: what PyTorch computes for single plug-ins. make_plugins.py says how it is made.</summary>
internal sealed record PluginsFile(
    string Script,
    string Python,
    string Torch,
    GoldenOptimizers Optimizers,
    GoldenActivations Activations,
    GoldenLosses Losses,
    GoldenSchedules Schedules,
    GoldenTraining Training)
{
    public static PluginsFile Content { get; } = JsonSerializer.Deserialize<PluginsFile>(
        File.ReadAllText(Path.Combine(GoldenFile.Folder, "plugins.json")), JsonSerializerOptions.Web)!;
}

/// <summary>Every rule walks 50 steps along the same gradients; the learning rate is halved half-way.</summary>
internal sealed record GoldenOptimizers(
    double[] Start, double[][] Gradients, int[] Recorded, int HalvedAfter, IReadOnlyList<GoldenPath> Entries);

internal sealed record GoldenPath(string Name, double[][] Path);

/// <summary>Every activation at the same Z, and dZ for the same dA.</summary>
internal sealed record GoldenActivations(double[] Z, double[] Da, IReadOnlyList<GoldenActivation> Entries);

internal sealed record GoldenActivation(string Name, double[] A, double[] Dz);

/// <summary>Every loss at the same outputs, an array for each example.</summary>
internal sealed record GoldenLosses(int Units, double[][] Outputs, IReadOnlyList<GoldenLoss> Entries);

internal sealed record GoldenLoss(string Name, double[][] Targets, double[] Losses, double[][] Gradient);

/// <summary>The factor of every step or of every epoch.</summary>
internal sealed record GoldenSchedules(int Epochs, int Steps, double[] Costs, IReadOnlyList<GoldenSchedule> Entries);

internal sealed record GoldenSchedule(string Name, double[]? PerEpoch, double[]? PerStep);

/// <summary>Softmax or logistic regression with one thing added, by gradient descent on all examples.</summary>
internal sealed record GoldenTraining(
    double[][] X,
    int[] Labels,
    double[] SampleWeights,
    double[] ClassWeights,
    double[] AnswerWeights,
    int Steps,
    double LearningRate,
    IReadOnlyList<GoldenTrained> Entries);

internal sealed record GoldenTrained(string Name, double[][] Start, double[] Costs, double[][] Weights, double[][] Biases);
