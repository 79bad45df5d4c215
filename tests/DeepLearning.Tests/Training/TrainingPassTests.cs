using System.Numerics;
using DeepLearning.Numerics;
using DeepLearning.Tests.Numerics;

namespace DeepLearning.Tests.Training;

[Collection(nameof(BackendTests))]
public sealed class TrainingPassTests : IDisposable
{
    private const int Inputs = 120;
    private const int Outputs = 10;
    private readonly Backend.Choice? before = Backend.Exchange(null);
    private readonly int threads = Backend.Threads;

    public static TheoryData<string, int> BackendsAndBatches
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var name in new[] { "simd", "mkl", "openblas", "blis" })
            {
                foreach (var batch in new[] { 1, 33, 150 })
                {
                    data.Add(name, batch);
                }
            }

            return data;
        }
    }

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

        AssertSameBits<float>(batch);
        AssertSameBits<double>(batch);
    }

    [Theory]
    [InlineData(20, 1)]
    [InlineData(64, 1)]
    [InlineData(20, 0.8)]
    [InlineData(64, 0.8)]
    public void Step_ManyInputsAndFewExamples_SameBitsOnAnyNumberOfThreads(int batch, double keep)
    {
        AssertSameBitsOfManyInputs<float>(batch, keep);
        AssertSameBitsOfManyInputs<double>(batch, keep);
    }

    [Fact]
    public void Step_CostNotFinite_ChangesNothingOnAnyNumberOfThreads()
    {
        foreach (var count in new[] { 1, 3 })
        {
            Backend.Threads = count;
            var network = MakeNetwork<float>();
            var weights = Bits(network);
            var (x, y) = Data<float>(40);
            x[^1] = float.PositiveInfinity;
            var optimizer = new OptimizerMemory<float>(Optimizer.Adam(), network);
            var stepper = new Stepper<float>(network, Loss.CrossEntropy, Regularizer.L2(0.1), 40, optimizer, team: new WorkerTeam());

            double.IsFinite(stepper.Step(x, y)).Should().BeFalse();

            Bits(network).Should().Equal(weights);
            optimizer.Steps.Should().Be(0);
            optimizer[0].ToArray().SelectMany(slot => slot).Should().AllBeEquivalentTo(0f);
        }
    }

    [Fact]
    public void Run_AnyNumberOfThreads_GivesTheGradientsOfTheStep()
    {
        var network = MakeNetwork<double>();
        var (x, y) = Data<double>(70);
        var gradients = new List<double[]>();
        foreach (var count in new[] { 1, 2, 5 })
        {
            Backend.Threads = count;
            var pass = new TrainingPass<double>(network, Loss.CrossEntropy, Regularizer.L1(0.1), 80, new WorkerTeam());
            pass.ComputeGradients(x, y, 1);
            gradients.Add([.. pass.Gradients.Kept.Values.SelectMany(gradient => gradient)]);
        }

        Backend.Threads = 2;
        var moved = network.ConvertTo<double>();
        var optimizer = new OptimizerMemory<double>(Optimizer.GradientDescent(0.5), moved);
        new Stepper<double>(moved, Loss.CrossEntropy, Regularizer.L1(0.1), 80, optimizer, team: new WorkerTeam()).Step(x, y);

        gradients[1].Should().Equal(gradients[0]);
        gradients[2].Should().Equal(gradients[0]);
        Bits(moved).Should().Equal(Bits(network).Zip(gradients[0], (weight, gradient) => (gradient * -0.5) + weight));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.8)]
    public void Step_AfterTheFirst_AllocatesNothing(double keep)
    {
        var network = new Network<float>(
            Inputs, seed: 1, [.. MakeNetwork<float>().Layers.Select(layer => layer.Definition)]) { InputKeepProbability = keep };
        var trainer = new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam(), Regularizer.L2(0.1));
        var (x, y) = Data<float>(96);
        Allocations.Of(() =>
        {
            for (var step = 0; step < 5; step++)
            {
                trainer.Step(x, y);
            }
        }).Should().Be(0);
    }

    private static void AssertSameBits<T>(int batch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[]? expected = null;
        var costs = new HashSet<double>();
        foreach (var count in new[] { 1, 2, 3, 7, 16 })
        {
            Backend.Threads = count;
            var network = MakeNetwork<T>();
            var optimizer = new OptimizerMemory<T>(Optimizer.Adam(), network);
            var stepper = new Stepper<T>(network, Loss.CrossEntropy, Regularizer.L2(0.1), batch, optimizer, team: new WorkerTeam());
            var (x, y) = Data<T>(batch);
            for (var step = 0; step < 3; step++)
            {
                costs.Add(stepper.Step(x, y));
            }

            expected ??= Bits(network);
            Bits(network).Should().Equal(expected, "{0} threads give the bits of one", count);
        }

        costs.Should().HaveCount(3, "the costs of the three steps are the same for any number of threads");
    }

    /// <summary>So many inputs that their first product is a sum of several blocks, which threads compute apart.</summary>
    private static void AssertSameBitsOfManyInputs<T>(int batch, double keep)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Wide = 1700;
        var random = new Random(8);
        var (x, y) = (new T[batch * Wide], new T[batch * 3]);
        ProductCase.Fill<T>(x, random);
        for (var example = 0; example < batch; example++)
        {
            y[(example * 3) + random.Next(3)] = T.One;
        }

        T[]? expected = null;
        foreach (var count in new[] { 1, 2, 3, 5 })
        {
            Backend.Threads = count;
            var network = new Network<T>(
                Wide, seed: 1, [new Dense(90, Activation.ReLU), new Dense(3, Activation.Softmax)]) { InputKeepProbability = keep };
            var optimizer = new OptimizerMemory<T>(Optimizer.Momentum(), network);
            var stepper = new Stepper<T>(network, Loss.CrossEntropy, Regularizer.None, batch, optimizer, team: new WorkerTeam());
            for (var step = 0; step < 3; step++)
            {
                stepper.Step(x, y);
            }

            expected ??= Bits(network);
            Bits(network).Should().Equal(expected, "{0} threads give the bits of one", count);
        }
    }

    private static T[] Bits<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. network.Parameters.SelectMany(parameter => parameter.Values.ToArray())];

    /// <summary>Large enough that every thread gets work, even for few examples.</summary>
    private static Network<T> MakeNetwork<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => new(
        Inputs, seed: 1,
        [
            new Dense(1000, Activation.ReLU) { KeepProbability = 0.8 },
            new Dense(300, Activation.Tanh),
            new Dense(Outputs, Activation.Softmax),
        ]);

    private static (T[] X, T[] Y) Data<T>(int examples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(4);
        var (x, y) = (new T[examples * Inputs], new T[examples * Outputs]);
        ProductCase.Fill<T>(x, random);
        for (var example = 0; example < examples; example++)
        {
            y[(example * Outputs) + random.Next(Outputs)] = T.One;
        }

        return (x, y);
    }
}
