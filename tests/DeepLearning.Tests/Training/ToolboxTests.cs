using System.Numerics;
using DeepLearning.Numerics;
using DeepLearning.Tests.Numerics;

namespace DeepLearning.Tests.Training;

/// <summary>Weights, clipping and constraints on any number of threads, and what they allocate.</summary>
[Collection(nameof(BackendTests))]
public sealed class ToolboxTests : IDisposable
{
    private const int Inputs = 120;
    private readonly Backend.Choice? before = Backend.Exchange(null);
    private readonly int threads = Backend.Threads;

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (var batch in new[] { 1, 67, 150 })
            {
                foreach (var clipping in Implementations.Clippings.Keys)
                {
                    cases.Add(batch, clipping);
                }
            }

            return cases;
        }
    }

    public void Dispose()
    {
        Backend.Exchange(before);
        Backend.Threads = threads;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Step_WithAll_SameBitsOnAnyNumberOfThreads(int batch, string clipping)
    {
        SameBits<float>(batch, Implementations.Clippings[clipping]);
        SameBits<double>(batch, Implementations.Clippings[clipping]);
    }

    [Theory]
    [InlineData(67)]
    [InlineData(130)]
    public void Step_ASingleSigmoid_SameBitsOnAnyNumberOfThreads(int batch)
    {
        // The last columns of one unit are fewer numbers than a vector holds.
        long[]? expected = null;
        foreach (var count in new[] { 1, 2, 3, 5 })
        {
            Backend.Threads = count;
            var network = new Network<float>(Inputs, seed: 1, [new Dense(1000, Activation.Sigmoid), new Dense(1, Activation.Sigmoid)]);
            var optimizer = new OptimizerMemory<float>(Optimizer.GradientDescent(0.1), network);
            var stepper = new Stepper<float>(network, Loss.BinaryCrossEntropy, Regularizer.None, batch, optimizer, team: new WorkerTeam());
            var x = Given.Normal<float>(Inputs, batch, seed: 1).ToColumnMajorArray();
            stepper.Step(x, new float[batch]);
            expected ??= network.Theta().Bits();
            network.Theta().Bits().Should().Equal(expected, $"{count} threads give the bits of one");
        }
    }

    [Fact]
    public void Step_WithAll_AllocatesNothingAfterTheFirst()
    {
        foreach (var clipping in Implementations.Clippings.Values)
        {
            var trainer = new Trainer<float>(
                MakeNetwork<float>(), Loss.CrossEntropy, Optimizer.AdamW(), Regularizer.ElasticNet(0.1, 0.1)) { Clipping = clipping };
            var (x, y, weights) = Data<float>(96);
            Allocations.Of(() => trainer.Step(x, y, weights)).Should().Be(0, clipping.Name);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Fit_WithAll_AllocatesNothingBetweenSteps(int count)
    {
        Backend.Threads = count;
        var meter = new AllocationMeter(epochs: 5, stepsPerEpoch: 12);
        var data = Given.Classes<float>(Inputs, 10, 12 * 8, seed: 3);
        var trainer = new Trainer<float>(
            MakeNetwork<float>(), Loss.CrossEntropy, Optimizer.Nadam()) { Clipping = GradientClipping.ByGlobalNorm() };
        trainer.Fit(data, data, new()
        {
            Epochs = 5,
            BatchSize = 8,
            Schedule = meter,
            EarlyStopping = new() { Patience = 5 },
            SampleWeights = [.. Enumerable.Range(0, data.Examples).Select(i => 1.0 + i)],
            ClassWeights = [.. Enumerable.Range(1, 10).Select(k => 1.0 / k)],
        });

        // What a step allocates it allocates in every epoch; what happens once is a collection by another thread, as in Allocations.
        Enumerable.Range(2, 4).Select(meter.BetweenSteps).Aggregate((a, b) => [.. a.Zip(b, Math.Min)])
            .Should().OnlyContain(bytes => bytes == 0);
    }

    [Fact]
    public void Step_ClippedByGlobalNorm_IsAsLongAsTheLimitOverAllParameters()
    {
        Backend.Threads = 3;
        var network = new Network<double>(Inputs, seed: 2, [new Dense(300, Activation.Tanh), new Dense(10, Activation.Softmax)]);
        var theta = network.Theta();
        var trainer = new Trainer<double>(
            network, Loss.CrossEntropy, Optimizer.GradientDescent(2)) { Clipping = GradientClipping.ByGlobalNorm(0.01) };
        var (x, y, _) = Data<double>(50);
        trainer.Step(x, y);
        Math.Sqrt(network.Theta().Zip(theta, (after, start) => (after - start) * (after - start)).Sum())
            .Should().BeApproximately(0.02, 1e-12);
    }

    [Fact]
    public void Step_MaxNorm_HoldsForEveryUnitOfItsLayerOnly()
    {
        Backend.Threads = 3;
        var network = MakeNetwork<double>();
        var trainer = new Trainer<double>(network, Loss.CrossEntropy, Optimizer.GradientDescent(20));
        var (x, y, _) = Data<double>(50);
        trainer.Step(x, y);
        network.Layers[0].Weights.EnumerateRows().Select(row => row.L2Norm()).Should().OnlyContain(norm => norm <= 0.9 * (1 + 1e-14));
        network.Layers[0].Weights.EnumerateRows().Max(row => row.L2Norm()).Should().BeApproximately(0.9, 1e-14);
        network.Layers[1].Weights.EnumerateRows().Max(row => row.L2Norm()).Should().BeGreaterThan(0.95);
    }

    private static void SameBits<T>(int batch, GradientClipping clipping)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        long[]? expected = null;
        var costs = new HashSet<double>();
        foreach (var count in new[] { 1, 2, 3, 7 })
        {
            Backend.Threads = count;
            var network = MakeNetwork<T>();
            var optimizer = new OptimizerMemory<T>(Optimizer.AMSGrad(), network);
            var stepper = new Stepper<T>(
                network, Loss.CrossEntropy, Regularizer.ElasticNet(0.1, 0.1), batch, optimizer, clipping, team: new WorkerTeam());
            var (x, y, weights) = Data<T>(batch);
            for (var step = 0; step < 3; step++)
            {
                costs.Add(stepper.Step(x, y, weights));
            }

            expected ??= network.Theta().Bits();
            network.Theta().Bits().Should().Equal(expected, $"{count} threads give the bits of one");
        }

        costs.Should().HaveCount(3, "the costs of the three steps are the same for any number of threads");
    }

    private static Network<T> MakeNetwork<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => new(
        Inputs, seed: 1,
        [
            new Dense(1000, Activation.SiLU) { KeepProbability = 0.8, Constraint = Constraint.MaxNorm(0.9) },
            new Dense(300, Activation.ELU()),
            new Dense(10, Activation.Softmax),
        ]);

    private static (T[] X, T[] Y, T[] Weights) Data<T>(int examples)
        where T : unmanaged, IFloatingPointIeee754<T> => (
        Given.Normal<T>(Inputs, examples, seed: 1).ToColumnMajorArray(),
        Given.OneHot<T>(10, examples, seed: 2).ToColumnMajorArray(),
        [.. Enumerable.Range(0, examples).Select(i => T.CreateChecked(1 + (i % 3)))]);

    /// <summary>A schedule that notes how much has been allocated whenever it is asked.</summary>
    private sealed class AllocationMeter(int epochs, int stepsPerEpoch) : Schedule
    {
        private readonly long[] seen = new long[epochs * stepsPerEpoch];

        public override double Factor(ScheduleContext context)
        {
            seen[context.FinishedSteps] = GC.GetAllocatedBytesForCurrentThread();
            return 1;
        }

        public long[] BetweenSteps(int epoch)
        {
            var ofEpoch = seen.AsSpan((epoch - 1) * stepsPerEpoch, stepsPerEpoch).ToArray();
            return [.. ofEpoch.Zip(ofEpoch.Skip(1), (first, second) => second - first)];
        }
    }
}
