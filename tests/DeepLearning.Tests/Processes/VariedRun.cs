using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DeepLearning.Data;
using DeepLearning.Processes;

namespace DeepLearning.Tests.Processes;

/// <summary>
/// A run that several processes can share, as different from the others of the table as runs are. Every run has 8 shards.
/// </summary>
internal sealed class VariedRun
{
    private const int Shards = 8;

    private readonly Func<ProcessGroup?, string?, CancellationToken, string> train;

    private VariedRun(string name, Func<ProcessGroup?, string?, CancellationToken, string> train) => (Name, this.train) = (name, train);

    public static IReadOnlyList<VariedRun> All { get; } =
    [
        Of<float>("momentum, weights of examples, an uneven last batch", 203, Optimizer.Momentum(0.05), new()
        {
            Epochs = 3, BatchSize = 48, SampleWeights = [.. Enumerable.Range(0, 203).Select(i => i % 7 / 3.0)],
        }),
        Of<float>("Adam, dropout of units and inputs", 200, Optimizer.Adam(0.01), new() { Epochs = 3, BatchSize = 40 },
            [new(32, Activation.ReLU) { KeepProbability = 0.8 }, new(16, Activation.Tanh) { KeepProbability = 0.9 }, Softmax],
            network => new(network.Inputs, 5, Definitions(network)) { InputKeepProbability = 0.9 }),
        Of<double>("L2, clipping by the global norm", 190, Optimizer.GradientDescent(0.2), new() { Epochs = 3, BatchSize = 64 },
            regularizer: Regularizer.L2(0.5), clipping: GradientClipping.ByGlobalNorm(0.3)),
        Of<float>("clipping by value, not shuffled, one-cycle", 129, Optimizer.RMSprop(0.005), new()
        {
            Epochs = 3, BatchSize = 16, Shuffle = false, Schedule = Schedule.OneCycle(),
        }, clipping: GradientClipping.ByValue(0.01)),
        Of<double>("weights of classes, max-norm, L1 of a layer", 160, Optimizer.AdamW(0.01), new()
        {
            Epochs = 3, BatchSize = 32, ClassWeights = [0.5, 2, 1],
        }, [new(24, Activation.LeakyReLU()) { Constraint = Constraint.MaxNorm(1.5), Regularizer = Regularizer.L1(0.01) }, Softmax]),
        Of<float>("layer normalization, averages of weights, early stopping", 240, Optimizer.Nadam(0.01), new()
        {
            Epochs = 6, BatchSize = 24, WeightAverage = WeightAverage.Exponential(0.9),
            EarlyStopping = new EarlyStopping { Patience = 1 },
        }, [new(20, Activation.SiLU) { Normalization = Normalization.Layer() }, Softmax]),
        Of<float>("a frozen layer, another rate, reduce on plateau", 150, Optimizer.Adam(0.02), new()
        {
            Epochs = 4, BatchSize = 40, Schedule = Schedule.ReduceOnPlateau(patience: 0),
        }, [new(16, Activation.Sigmoid), new(16, Activation.GELU) { IsTrainable = false }, Softmax with { LearningRateFactor = 0.5 }]),
        Of<double>("scaled inputs, schedule-free averages", 170, Optimizer.Lion(0.001), new()
        {
            Epochs = 3, BatchSize = 56, WeightAverage = WeightAverage.ScheduleFree(),
        }, rebuild: network => new(network.Inputs, 5, Definitions(network)) { InputScaling = new InputScaling() }),
        Of<float>("all examples in one batch", 201, Optimizer.AMSGrad(0.02), new() { Epochs = 8, BatchSize = FitOptions.AllExamples }),
        Of<float>("fewer examples in the last batch than shards, read from elsewhere", 163, Optimizer.AdaGrad(0.05), new()
        {
            Epochs = 3, BatchSize = 16,
        }, isStreamed: true),
        Of<float>("layers of many buckets", 64, Optimizer.Adam(0.001), new() { Epochs = 2, BatchSize = 32 },
            [new(300, Activation.ReLU), new(300, Activation.ReLU), Softmax]),
    ];

    public string Name { get; }

    private static Dense Softmax => new(3, Activation.Softmax);

    /// <summary>Trains, or goes on from the last checkpoint.</summary>
    /// <param name="group">The processes; null for none.</param>
    /// <param name="checkpoints">The folder of the checkpoints; none when null.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>The hash of all parameters and of what was measured.</returns>
    public string Train(ProcessGroup? group, string? checkpoints = null, CancellationToken cancellationToken = default) =>
        train(group, checkpoints, cancellationToken);

    public override string ToString() => Name;

    /// <summary>The hash of all parameters.</summary>
    public static string Hash<T>(Network<T> network, TrainingHistory? history = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in network.Parameters)
        {
            hash.AppendData(MemoryMarshal.AsBytes((ReadOnlySpan<T>)parameter.Values));
        }

        foreach (var epoch in history?.Epochs ?? [])
        {
            double[] seen = [epoch.Cost, epoch.Training?.Cost ?? 0, epoch.Validation?.Cost ?? 0, epoch.Validation?.Metric ?? 0];
            hash.AppendData(MemoryMarshal.AsBytes<double>(seen));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static VariedRun Of<T>(
        string name, int examples, Optimizer optimizer, FitOptions options, Dense[]? layers = null,
        Func<Network<T>, Network<T>>? rebuild = null, Regularizer? regularizer = null, GradientClipping? clipping = null,
        bool isStreamed = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (data, dev) = (new Lazy<Dataset<T>>(() => Examples<T>(examples, 1)), new Lazy<Dataset<T>>(() => Examples<T>(57, 2)));
        return new(name, (group, folder, cancellation) =>
        {
            var network = new Network<T>(6, seed: 5, layers ?? [new(24, Activation.ReLU), Softmax]);
            network = rebuild?.Invoke(network) ?? network;
            var trainer = new Trainer<T>(network, Loss.CrossEntropy, optimizer, regularizer) { Clipping = clipping };
            var checkpoints = folder is null ? null : new Checkpoints(folder) { EverySteps = 1, KeepLast = 2 };
            if (checkpoints?.FindLast() is { } last)
            {
                trainer.Resume(last);
            }

            var history = trainer.Fit(
                isStreamed ? new Streamed<T>(data.Value) : data.Value, dev.Value,
                options with { Processes = group, Checkpoints = checkpoints }, cancellationToken: cancellation);
            return Hash(network, history);
        });
    }

    private static Dense[] Definitions<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. network.Layers.Select(layer => layer.Definition)];

    /// <summary>Three classes of six features, by a rule that a small network can learn.</summary>
    private static Dataset<T> Examples<T>(int count, long seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new RandomStream(seed).Fork("examples");
        var rows = Enumerable.Range(0, count)
            .Select(i => Enumerable.Range(0, 6).Select(j => T.CreateChecked(random.Normal((i * 6) + j))).ToArray()).ToArray();
        return Dataset.FromLabels(rows, [.. rows.Select(row => row[0] > row[1] * row[2] ? 0 : row[3] > T.Zero ? 1 : 2)], 3);
    }

    private sealed class Streamed<T>(Dataset<T> data) : ExampleSource<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override int Examples => data.Examples;

        public override int Features => data.Features;

        public override int Outputs => data.Outputs;

        protected override void ReadCore(ReadOnlySpan<int> examples, Span<T> x, Span<T> y) => data.Read(examples, x, y);
    }
}
