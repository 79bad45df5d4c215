using BenchmarkDotNet.Attributes;

namespace DeepLearning.Benchmarks;

/// <summary>
/// Forward and backward of the activations over 64 examples of 512 units; the identity, which only copies, is the baseline.
/// </summary>
[MemoryDiagnoser]
public class ActivationBenchmarks
{
    private const int Units = 512;
    private readonly float[] z = new float[Units * 64];
    private readonly float[] a = new float[Units * 64];
    private readonly float[] delta = new float[Units * 64];

    /// <summary>The activations that are compared.</summary>
    public static IEnumerable<Activation> Activations =>
        [Activation.ReLU, Activation.LeakyReLU(), Activation.Sigmoid, Activation.Tanh, Activation.Softmax];

    /// <summary>The activation.</summary>
    [ParamsSource(nameof(Activations))]
    public Activation Function { get; set; } = Activation.ReLU;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        foreach (ref var value in z.AsSpan())
        {
            value = (random.NextSingle() * 4) - 2;
        }

        Function.Forward<float>(z, a, Units);
    }

    [Benchmark(Baseline = true)]
    public void Copy() => z.CopyTo(a.AsSpan());

    [Benchmark]
    public void Forward() => Function.Forward<float>(z, a, Units);

    [Benchmark]
    public void Backward() => Function.Backward<float>(z, a, delta, Units);
}
