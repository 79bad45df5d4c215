using BenchmarkDotNet.Attributes;

namespace DeepLearning.Benchmarks;

/// <summary>One update of 262,144 numbers on one thread; plain gradient descent is the baseline.</summary>
[MemoryDiagnoser]
public class OptimizerBenchmarks
{
    private const int Length = 262_144;
    private readonly float[] parameter = new float[Length];
    private readonly float[] gradient = new float[Length];
    private readonly float[][] slots = [new float[Length], new float[Length]];
    private long step;

    [GlobalSetup]
    public void Setup() => gradient.AsSpan().Fill(1e-3f);

    [Benchmark(Baseline = true)]
    public void GradientDescent() => Update(Optimizer.GradientDescent());

    [Benchmark]
    public void Momentum() => Update(Optimizer.Momentum());

    [Benchmark]
    public void RMSprop() => Update(Optimizer.RMSprop());

    [Benchmark]
    public void Adam() => Update(Optimizer.Adam());

    private void Update(Optimizer optimizer) => optimizer.Update<float>(
        parameter, gradient, new OptimizerState<float>(slots, 0, Length), new OptimizerStep(++step, optimizer.LearningRate));
}
