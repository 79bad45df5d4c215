using BenchmarkDotNet.Attributes;
using DeepLearning.Benchmarks.Commands;

namespace DeepLearning.Benchmarks;

/// <summary>Prediction of 1, 32 and 1,024 examples: into the caller's span, and as a new matrix, the baseline.</summary>
[MemoryDiagnoser]
public class PredictionBenchmarks
{
    private Network<float>? network;
    private MathNet.Numerics.LinearAlgebra.Matrix<float>? matrix;
    private float[] x = [];
    private float[] outputs = [];

    /// <summary>The sizes of the layers.</summary>
    [Params("784-128-10", "784-512-256-10")]
    public string Sizes { get; set; } = string.Empty;

    /// <summary>The number of examples.</summary>
    [Params(1, 32, 1024)]
    public int Examples { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var workload = Workload.Parse($"{Sizes}:{Examples}");
        network = workload.Network<float>();
        x = workload.Data<float>().X[..(Examples * workload.Sizes[0])];
        outputs = new float[Examples * workload.Sizes[^1]];
        matrix = MathNet.Numerics.LinearAlgebra.Matrix<float>.Build.Dense(workload.Sizes[0], Examples, x);
    }

    [Benchmark(Baseline = true)]
    public object Matrix() => network!.Predict(matrix!);

    [Benchmark]
    public void Span() => network!.Predict(x, outputs);
}
