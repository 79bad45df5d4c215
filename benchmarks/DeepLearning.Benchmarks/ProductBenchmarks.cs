using BenchmarkDotNet.Attributes;
using DeepLearning.Benchmarks.Commands;
using DeepLearning.Numerics;

namespace DeepLearning.Benchmarks;

/// <summary>
/// Products on one thread, by the default backend and by the native libraries of the machine; MathNet's own product is the baseline.
/// </summary>
[MemoryDiagnoser]
public class ProductBenchmarks
{
    private ParallelProduct? product;
    private MathNet.Numerics.LinearAlgebra.Matrix<float>? a;
    private MathNet.Numerics.LinearAlgebra.Matrix<float>? b;
    private MathNet.Numerics.LinearAlgebra.Matrix<float>? c;

    /// <summary>m×n×k and the transpositions.</summary>
    [Params("512x128x784:nn", "512x784x128:nt", "512x128x512:tn", "10x128x512:nn", "20x100x12288:nn", "32x32x64:nn", "512x1x784:nn")]
    public string Shape { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        var shape = ProductShape.Parse(Shape).Single();
        product = new ParallelProduct(shape, SimdBackend.Best, threads: 1);
        var build = MathNet.Numerics.LinearAlgebra.Matrix<float>.Build;
        a = build.Random(shape.TransposeA ? shape.K : shape.M, shape.TransposeA ? shape.M : shape.K, seed: 1);
        b = build.Random(shape.TransposeB ? shape.N : shape.K, shape.TransposeB ? shape.K : shape.N, seed: 2);
        a = shape.TransposeA ? a.Transpose() : a;
        b = shape.TransposeB ? b.Transpose() : b;
        c = build.Dense(shape.M, shape.N);
    }

    [Benchmark(Baseline = true)]
    public void MathNetMatrix() => a!.Multiply(b!, c!);

    [Benchmark]
    public void Simd() => product!.Run(0);
}
