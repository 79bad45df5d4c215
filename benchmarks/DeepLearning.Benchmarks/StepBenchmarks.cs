using BenchmarkDotNet.Attributes;
using DeepLearning.Benchmarks.Commands;

namespace DeepLearning.Benchmarks;

/// <summary>One training step on one thread, the baseline, and on all.</summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    private Trainer<float>? trainer;
    private float[] x = [];
    private float[] y = [];

    /// <summary>sizes:batch:optimizer.</summary>
    [Params(
        "784-512-256-10:128:sgd", "784-512-256-10:128:adam", "784-128-10:32:sgd", "784-128-10:32:adam", "64-32-10:32:sgd",
        "64-32-10:32:adam")]
    public string Network { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        var workload = Workload.Parse(Network);
        trainer = workload.Trainer<float>();
        (x, y) = workload.Data<float>();
        x = x[..(workload.Batch * workload.Sizes[0])];
        y = y[..(workload.Batch * workload.Sizes[^1])];
    }

    [Benchmark(Baseline = true)]
    public double OneThread() => Step(1);

    [Benchmark]
    public double AllThreads() => Step(Environment.ProcessorCount);

    private double Step(int threads)
    {
        Backend.Threads = threads;
        return trainer!.State.Step(x, y);
    }
}
