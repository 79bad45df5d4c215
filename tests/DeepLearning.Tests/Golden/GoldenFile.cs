using System.Text.Json;

namespace DeepLearning.Tests;

/// <summary>golden.json: what PyTorch computes for a table of networks. make_golden.py says how it is made.</summary>
internal sealed record GoldenFile(string Script, string Python, string Torch, int Epochs, IReadOnlyList<GoldenNetwork> Networks)
{
    public static string Folder { get; } = Path.Combine(Repository.Tests, "Golden");

    public static GoldenFile Content { get; } = JsonSerializer.Deserialize<GoldenFile>(
        File.ReadAllText(Path.Combine(Folder, "golden.json")), JsonSerializerOptions.Web)!;
}

/// <summary>A network, its data and what PyTorch made of it. Matrices are arrays of rows; columns of X and Y are examples.</summary>
internal sealed record GoldenNetwork(
    string Name,
    string Loss,
    GoldenRule Optimizer,
    GoldenPenalty Regularizer,
    IReadOnlyList<GoldenLayer> Layers,
    double[][] X,
    double[][] Y,
    double[][] Predictions,
    double[] Costs,
    int? BatchSize);

internal sealed record GoldenLayer(
    int Units,
    string Activation,
    double? Slope,
    GoldenPenalty? Regularizer,
    GoldenNormalization? Normalization,
    double[][] Weights,
    double[][] Biases,
    double[][] WeightGradient,
    double[][] BiasGradient,
    double[][] WeightsAfter,
    double[][] BiasesAfter,
    double[][]? Gains,
    double[][]? Shifts,
    double[][]? GainGradient,
    double[][]? ShiftGradient,
    double[][]? GainsAfter,
    double[][]? ShiftsAfter)
{
    /// <summary>dW, db, and of a normalized layer dγ and dβ.</summary>
    public IEnumerable<(string Name, double[][] Values)> Gradients =>
        Present(("dW", WeightGradient), ("db", BiasGradient), ("dγ", GainGradient), ("dβ", ShiftGradient));

    /// <summary>W, b, and of a normalized layer γ and β, after the training.</summary>
    public IEnumerable<(string Name, double[][] Values)> After =>
        Present(("W", WeightsAfter), ("b", BiasesAfter), ("γ", GainsAfter), ("β", ShiftsAfter));

    private static IEnumerable<(string Name, double[][] Values)> Present(params (string Name, double[][]? Values)[] all) =>
        all.Where(one => one.Values is not null).Select(one => (one.Name, one.Values!));
}

internal sealed record GoldenNormalization(string Kind, double Epsilon);

internal sealed record GoldenRule(string Kind, double LearningRate, double Beta, double Beta1, double Beta2, double Epsilon);

internal sealed record GoldenPenalty(string Kind, double Lambda, double Lambda1, double Lambda2);
