using DeepLearning.Tests.Numerics;

namespace DeepLearning.Tests;

[Collection(nameof(BackendTests))]
public sealed class PredictionTests : IDisposable
{
    private const int Inputs = 40;
    private readonly int threads = Backend.Threads;

    public void Dispose() => Backend.Threads = threads;

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(300)]
    public void Predict_AnyNumberOfThreadsAndExamples_SameBits(int examples)
    {
        var network = MakeNetwork(1);
        var x = Examples(examples);
        var expected = new float[examples * 3];
        for (var example = 0; example < examples; example++)
        {
            network.Predict(x.AsSpan(example * Inputs, Inputs), expected.AsSpan(example * 3, 3));
        }

        foreach (var count in new[] { 1, 2, 5 })
        {
            Backend.Threads = count;
            var outputs = new float[examples * 3];

            network.Predict(x, outputs);

            outputs.Should().Equal(expected);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public void Predict_IntoASpan_AllocatesNothingAfterTheFirst(int examples)
    {
        var network = MakeNetwork(1);
        var (x, outputs) = (Examples(examples), new float[examples * 3]);
        Allocations.Of(() => network.Predict(x, outputs)).Should().Be(0);
    }

    [Fact]
    public void Predict_FromManyThreadsWhileAnotherNetworkTrains_SameBitsAsInQuiet()
    {
        var (network, other) = (MakeNetwork(1), MakeNetwork(2));
        var quiet = MakeNetwork(2);
        var (x, y) = (Examples(128), Targets(128));
        var (expected, wrong) = (new float[128 * 3], 0);
        network.Predict(x, expected);
        Train(quiet, x, y);

        var predicting = Enumerable.Range(0, 16).Select(_ => new Thread(() =>
        {
            var outputs = new float[128 * 3];
            for (var call = 0; call < 30; call++)
            {
                network.Predict(x, outputs);
                if (!outputs.AsSpan().SequenceEqual(expected))
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        })).ToList();
        predicting.ForEach(thread => thread.Start());
        Train(other, x, y);
        predicting.ForEach(thread => thread.Join());

        wrong.Should().Be(0);
        for (var parameter = 0; parameter < other.Parameters.Count; parameter++)
        {
            other.Parameters[parameter].Values.ToArray().Should().Equal(quiet.Parameters[parameter].Values.ToArray());
        }
    }

    private static void Train(Network<float> network, float[] x, float[] y)
    {
        var trainer = new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam());
        for (var step = 0; step < 20; step++)
        {
            trainer.Step(x, y);
        }
    }

    private static Network<float> MakeNetwork(long seed) => new(
        Inputs, seed, [new Dense(300, Activation.ReLU), new Dense(200, Activation.Sigmoid), new Dense(3, Activation.Softmax)]);

    private static float[] Examples(int examples)
    {
        var x = new float[examples * Inputs];
        ProductCase.Fill<float>(x, new Random(5));
        return x;
    }

    private static float[] Targets(int examples)
    {
        var y = new float[examples * 3];
        for (var example = 0; example < examples; example++)
        {
            y[(example * 3) + (example % 3)] = 1;
        }

        return y;
    }
}
