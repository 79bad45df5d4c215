using System.Numerics;
using DeepLearning.Numerics;
using DeepLearning.Tests.Numerics;

namespace DeepLearning.Tests.Training;

/// <summary>Normalized layers in training and prediction: the same bits on any number of threads, and nothing allocated.</summary>
[Collection(nameof(BackendTests))]
public sealed class NormalizedTrainingTests : IDisposable
{
    private const int Inputs = 120;
    private readonly Backend.Choice? before = Backend.Exchange(null);
    private readonly int threads = Backend.Threads;

    public static TheoryData<string, int> BackendsAndBatches => new(
        from backend in new[] { "simd", "mkl", "openblas", "blis" }
        from batch in new[] { 1, 33, 150 }
        select (backend, batch));

    public void Dispose()
    {
        Backend.Exchange(before);
        Backend.Threads = threads;
    }

    [Theory]
    [MemberData(nameof(BackendsAndBatches))]
    public void Step_AnyNumberOfThreads_SameBits(string name, int batch)
    {
        var backend = Backend.All.Single(one => one.Name == name);
        Assert.SkipUnless(backend.IsAvailable, backend.Problem ?? string.Empty);
        Backend.Current = backend;
        SameBits<float>(Inputs, batch);
        SameBits<double>(Inputs, batch);
    }

    [Fact]
    public void Step_ManyInputsAndFewExamples_SameBitsOnAnyNumberOfThreads()
    {
        SameBits<float>(1700, 20);
        SameBits<double>(1700, 20);
    }

    [Fact]
    public void Predict_AnyNumberOfThreads_SameBitsAsOneByOne()
    {
        const int Examples = 300;
        var network = MakeNetwork<float>(Inputs);
        var x = Given.Normal<float>(Inputs, Examples, seed: 1).ToColumnMajorArray();
        var expected = new float[Examples * 10];
        for (var i = 0; i < Examples; i++)
        {
            network.Predict(x.AsSpan(i * Inputs, Inputs), expected.AsSpan(i * 10, 10));
        }

        foreach (var count in new[] { 1, 2, 5 })
        {
            Backend.Threads = count;
            var outputs = new float[Examples * 10];
            network.Predict(x, outputs);
            outputs.Bits().Should().Equal(expected.Bits());
        }
    }

    [Fact]
    public void StepAndPredict_AfterTheFirst_AllocateNothing()
    {
        var network = MakeNetwork<float>(Inputs);
        var trainer = new Trainer<float>(
            network, Loss.CrossEntropy, Optimizer.Adam(), Regularizer.L2(0.1)) { Clipping = GradientClipping.ByGlobalNorm() };
        var (x, y) = Data<float>(Inputs, 96);
        var outputs = new float[y.Length];
        Allocations.Of(() => trainer.Step(x, y)).Should().Be(0);
        Allocations.Of(() => network.Predict(x, outputs)).Should().Be(0);
    }

    [Fact]
    public void Step_WithoutNormalization_HasNoRoomForIt()
    {
        var cache = new LayerCache<float>(new Network<float>(3, 1, [new Dense(4, Activation.ReLU)]).Layers[0], capacity: 5);
        cache.Normalized.Should().BeNull();
        cache.PreActivation.Should().BeSameAs(cache.Z);
        cache.Deltas.Should().ContainSingle().Which.Should().BeSameAs(cache.Delta);
    }

    private static void SameBits<T>(int inputs, int batch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        long[]? expected = null;
        var costs = new HashSet<double>();
        foreach (var clipping in new[] { null, GradientClipping.ByGlobalNorm(1e6) })
        {
            foreach (var count in new[] { 1, 2, 3, 7 })
            {
                Backend.Threads = count;
                var network = MakeNetwork<T>(inputs);
                var optimizer = new OptimizerMemory<T>(Optimizer.Adam(), network);
                var stepper = new Stepper<T>(
                    network, Loss.CrossEntropy, Regularizer.L2(0.1), batch, optimizer, clipping, team: new WorkerTeam());
                var (x, y) = Data<T>(inputs, batch);
                for (var step = 0; step < 3; step++)
                {
                    costs.Add(stepper.Step(x, y));
                }

                expected ??= network.Theta().Bits();
                network.Theta().Bits().Should().Equal(expected, $"{count} threads give the bits of one");
            }
        }

        costs.Should().HaveCount(3, "the costs of the three steps are the same for any number of threads");
    }

    private static Network<T> MakeNetwork<T>(int inputs)
        where T : unmanaged, IFloatingPointIeee754<T> => new(
        inputs, seed: 1,
        [
            new Dense(1000, Activation.ReLU) { KeepProbability = 0.8, Normalization = Normalization.Layer() },
            new Dense(300, Activation.Tanh),
            new Dense(30, Activation.GELU) { Normalization = Normalization.Layer(0.1) },
            new Dense(10, Activation.Softmax) { Normalization = Normalization.Layer() },
        ]);

    private static (T[] X, T[] Y) Data<T>(int inputs, int examples)
        where T : unmanaged, IFloatingPointIeee754<T> => (
        Given.Normal<T>(inputs, examples, seed: 1).ToColumnMajorArray(), Given.OneHot<T>(10, examples, seed: 2).ToColumnMajorArray());
}
