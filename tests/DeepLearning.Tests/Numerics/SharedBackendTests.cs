using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

[Collection(nameof(BackendTests))]
public sealed class SharedBackendTests
{
    [Fact]
    public void Multiply_OnAnyNumberOfThreads_GivesTheBitsOfOneThread()
    {
        AssertSameBits<float>();
        AssertSameBits<double>();
    }

    [Fact]
    public void Predict_OfFewExamples_GivesTheBitsOfOneThread()
    {
        var network = new Network<float>(
            300, seed: 1, new Dense(500, Activation.ReLU) { Normalization = Normalization.Layer() }, new Dense(20, Activation.Tanh),
            new Dense(700, Activation.SiLU), new Dense(10, Activation.Softmax)) { InputScaling = new() };
        foreach (var examples in new[] { 1, 2, 7, 8, 20, 100 })
        {
            var x = new float[300 * examples];
            ProductCase.Fill<float>(x, new Random(examples));
            OnThreads(threads =>
            {
                var outputs = new float[10 * examples];
                network.Predict(x, outputs);
                return outputs.Bits();
            });
        }
    }

    private static void AssertSameBits<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var (m, n, k) in new[] { (512, 1, 784), (1000, 3, 300), (20, 40, 12_288), (130, 9, 1100), (4100, 2, 70), (1, 1, 70_000) })
        {
            T[] a = new T[m * k], b = new T[k * n], bias = new T[m];
            ProductCase.Fill<T>(a, new Random(1));
            ProductCase.Fill<T>(b, new Random(2));
            ProductCase.Fill<T>(bias, new Random(3));
            OnThreads(threads =>
            {
                var c = new T[m * n];
                var products = new SharedBackend(SimdBackend.Best);
                products.Multiply(new(a, m, k), new(b, k, n), new MatrixSpan<T>(c, m, n), bias);
                return c.Bits();
            });
        }
    }

    private static void OnThreads(Func<int, long[]> compute)
    {
        var before = Backend.Threads;
        try
        {
            Backend.Threads = 1;
            var alone = compute(1);
            foreach (var threads in new[] { 2, 3, 8 })
            {
                Backend.Threads = threads;
                compute(threads).Should().Equal(alone, "on {0} threads", threads);
            }
        }
        finally
        {
            Backend.Threads = before;
        }
    }
}
