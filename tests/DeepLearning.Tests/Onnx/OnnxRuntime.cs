using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeepLearning.Tests;

/// <summary>ONNX Runtime and ONNX's own checker, each run in one process for many models.</summary>
internal static class OnnxRuntime
{
    private static readonly JsonSerializerOptions Json = new(
        JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static string Package { get; } = Environment.GetEnvironmentVariable("DEEPLEARNING_ONNXRUNTIME")
        ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "deeplearning", "onnxruntime", "node_modules",
            "onnxruntime-node");

    /// <summary>Runs models, or skips the test where there is no runtime.</summary>
    public static IReadOnlyList<Result> Run(IReadOnlyList<Job> jobs)
    {
        var node = ExternalTool.Find("node");
        Assert.SkipWhen(node is null, "Node.js is not installed.");
        Assert.SkipUnless(
            Directory.Exists(Package),
            $"There is no onnxruntime-node in {Package}: npm install --ignore-scripts --prefix ~/.cache/deeplearning/onnxruntime " +
            $"onnxruntime-node@1.30.0");
        using var folder = new TemporaryFolder();
        var input = folder.Write("jobs.json", JsonSerializer.SerializeToUtf8Bytes(jobs, Json));
        var output = Path.Combine(folder.Path, "results.json");
        var (exitCode, printed) = ExternalTool.Run(node!, Path.Combine(Repository.Tests, "Onnx", "run_models.js"), Package, input, output);
        exitCode.Should().Be(0, printed);
        return JsonSerializer.Deserialize<Result[]>(File.ReadAllBytes(output), Json)!;
    }

    /// <summary>What ONNX's checker has to say of models, or skips the test where there is none.</summary>
    public static string Check(IEnumerable<string> models)
    {
        var python = ExternalTool.Find("python3");
        Assert.SkipWhen(python is null, "Python is not installed.");
        Assert.SkipWhen(
            ExternalTool.Run(python!, "-c", "import onnx").ExitCode != 0, "Python has no package onnx: apt-get install python3-onnx");
        return ExternalTool.Run(python!, [Path.Combine(Repository.Tests, "Onnx", "check_models.py"), .. models]).Output;
    }

    /// <summary>A model and its inputs by name.</summary>
    public sealed record Job(string Model, IReadOnlyDictionary<string, Values> Inputs);

    /// <summary>A tensor: float32, float64 or string.</summary>
    public sealed record Values(string Type, int[] Dims, IReadOnlyList<object> Data);

    /// <summary>What came of it.</summary>
    public sealed record Result(IReadOnlyDictionary<string, Output>? Outputs, string? Error);

    /// <summary>A tensor with its numbers as text.</summary>
    public sealed record Output(string Type, int[] Dims, string[] Data)
    {
        public double[] Numbers => Array.ConvertAll(Data, text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
    }
}
