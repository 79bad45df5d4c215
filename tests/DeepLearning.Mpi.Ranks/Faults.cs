using System.Runtime.CompilerServices;
using DeepLearning.Data;
using DeepLearning.Tests.Processes;

namespace DeepLearning.Mpi.Ranks;

/// <summary>Runs that go wrong on one process, and one that is long enough to be killed.</summary>
internal static class Faults
{
    private const int Examples = 256;

    public static string LongRun(MpiWorld world, string folder)
    {
        var checkpoints = new Checkpoints(folder) { EverySteps = 1, KeepLast = 2 };
        var trainer = Trainer(units: 24);
        if (checkpoints.FindLast() is { } last)
        {
            trainer.Resume(last);
        }

        trainer.Fit(
            Data(), Data(), new FitOptions { Epochs = 60, BatchSize = 32, Checkpoints = checkpoints, Processes = world.ForTraining(8) });
        return VariedRun.Hash(trainer.Network);
    }

    /// <summary>The bytes that the training thread allocates in a step.</summary>
    public static long BytesOfAStep(MpiWorld world)
    {
        var allocations = new StepAllocations(200);
        Trainer(units: 24).Fit(
            Data(),
            options: new FitOptions
            {
                Epochs = 30, BatchSize = 32, Schedule = allocations, EvaluateTrainingSet = false, Processes = world.ForTraining(8),
            });
        return allocations.Median;
    }

    /// <summary>Something that the last process does and the others do not.</summary>
    public static void Run(MpiWorld world, string kind)
    {
        var isLast = world.Rank == world.Size - 1;
        var options = new FitOptions
        {
            Epochs = 1000, BatchSize = isLast && kind == "options" ? 64 : 32, Processes = world.ForTraining(kind == "shards" ? 2 : 8),
        };
        if (isLast && kind == "exception")
        {
            throw new InvalidOperationException("something that only this process sees");
        }

        if (isLast && kind == "part")
        {
            // Less than its part; the others do not know.
            options = options with { Processes = world.ForTraining(8, examples: 100 * Examples) };
        }

        Trainer(isLast && kind == "network" ? 25 : 24).Fit(
            kind == "source" ? new Source(Data(), isLast ? 10 : int.MaxValue) : Data(), options: options);
    }

    public static bool CatchesANullReference()
    {
        try
        {
            return Length(null!) < 0;
        }
        catch (NullReferenceException)
        {
            return true;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Length(string text) => text.Length;

    public static Trainer<float> Trainer(int units, double rate = 0.003) => new(
        new Network<float>(6, seed: 3, [new Dense(units, Activation.ReLU) { KeepProbability = 0.9 }, new Dense(3, Activation.Softmax)]),
        Loss.CrossEntropy, Optimizer.Adam(rate));

    public static Dataset<float> Data()
    {
        var random = new RandomStream(1);
        float[][] rows = [.. Enumerable.Range(0, Examples)
            .Select(i => Enumerable.Range(0, 6).Select(j => (float)random.Normal((i * 6) + j)).ToArray())];
        return Dataset.FromLabels(rows, [.. rows.Select(row => row[0] > row[1] ? 0 : row[2] > 0 ? 1 : 2)], 3);
    }

    /// <summary>A file that may end in the middle.</summary>
    private sealed class Source(Dataset<float> data, int mostReads) : ExampleSource<float>
    {
        private int reads;

        public override int Examples => data.Examples;

        public override int Features => data.Features;

        public override int Outputs => data.Outputs;

        protected override void ReadCore(ReadOnlySpan<int> examples, Span<float> x, Span<float> y)
        {
            if (reads++ > mostReads)
            {
                throw new InvalidOperationException("the file has ended");
            }

            data.Read(examples, x, y);
        }
    }
}
