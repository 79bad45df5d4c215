using System.Diagnostics;
using DeepLearning.Data;
using DeepLearning.Mpi;

namespace DeepLearning.Benchmarks.Scaling;

/// <summary>The time of a step of training that some processes share.</summary>
internal static class StepMeasurement
{
    private const int StepsOfAnEpoch = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(3);

    public static string Run(MpiWorld world, string workload, string optimizer, int shards, int threads)
    {
        Backend.Threads = threads;
        var (shape, batch) = workload.Split(':') is [var sizes, var size] ? (sizes.Split('-').Select(int.Parse).ToArray(), int.Parse(size))
            : throw new ArgumentException($"{workload} must be units of all layers and a batch, as in 784-128-10:64.", nameof(workload));
        var layers = shape[1..].Select(
            (units, l) => new Dense(units, l == shape.Length - 2 ? Activation.Softmax : Activation.ReLU)).ToArray();
        var network = new Network<float>(shape[0], seed: 1, layers);
        var trainer = new Trainer<float>(
            network, Loss.CrossEntropy, optimizer == "adam" ? Optimizer.Adam() : Optimizer.GradientDescent());
        var options = new FitOptions
        {
            Epochs = 1_000_000,
            BatchSize = batch,
            EvaluateTrainingSet = false,
            Processes = shards == 0 ? null : world.ForTraining(shards),
        };

        // The clock of process 0 ends the run on all of them.
        using var end = new CancellationTokenSource();
        var seconds = new List<double>();
        var (whole, epoch) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        var train = Examples(shape[0], shape[^1], StepsOfAnEpoch * batch);
        foreach (var _ in trainer.Epochs(train, options: options, cancellationToken: end.Token))
        {
            if (whole.Elapsed > WarmUp)
            {
                seconds.Add(epoch.Elapsed.TotalSeconds / StepsOfAnEpoch);
            }

            if (world.IsFirst && whole.Elapsed > WarmUp + Measured)
            {
                end.Cancel();
            }

            epoch.Restart();
        }

        seconds.Sort();
        return world.IsFirst
            ? $$"""{"processes": {{world.Size}}, "step": {{seconds[seconds.Count / 2]:R}}, "fastest": {{seconds[0]:R}}}""" + "\n"
            : "";
    }

    private static Dataset<float> Examples(int features, int classes, int count)
    {
        var random = new RandomStream(1);
        return Dataset.FromLabels(
            [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, features)
                .Select(j => (float)random.Uniform(((long)i * features) + j)).ToArray())],
            [.. Enumerable.Range(0, count).Select(i => i % classes)], classes);
    }
}
