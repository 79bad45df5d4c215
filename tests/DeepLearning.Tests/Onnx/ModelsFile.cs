using System.Text.Json;

namespace DeepLearning.Tests;

/// <summary>
/// models.json: what PyTorch and scikit-learn predict by the ONNX models beside it. make_models.py says how they are made.
/// </summary>
internal sealed record ModelsFile(
    string Script, string Python, string Torch, string Sklearn, string Onnx, IReadOnlyDictionary<string, string> Hashes,
    IReadOnlyList<ModelsFile.Case> Cases)
{
    public static string Folder { get; } = System.IO.Path.Combine(Repository.Tests, "Onnx", "Models");

    public static ModelsFile Content { get; } =
        JsonSerializer.Deserialize<ModelsFile>(File.ReadAllText(System.IO.Path.Combine(Folder, "models.json")), JsonSerializerOptions.Web)!;

    public static string Path(string name) => System.IO.Path.Combine(Folder, $"{name}.onnx");

    /// <summary>A model, rows of examples and of what is predicted for them.</summary>
    public sealed record Case(string Name, string? Output, double[][] X, double[][] Y);
}
