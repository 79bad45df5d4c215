using DeepLearning.Numerics;
using DeepLearning.Tests.Numerics;

namespace DeepLearning.Tests.Training;

/// <summary>No thread allocates anything once it has been at work, or could have been.</summary>
[Collection(nameof(BackendTests))]
public sealed class AllocationTests : IDisposable
{
    private const int Tries = 100;
    private static readonly int[] ThreadCounts = [1, 2, 4, 8];

    private static readonly Dictionary<string,
        (int Examples, int Inputs, Dense[] Layers, Optimizer Optimizer, GradientClipping? Clipping)> Networks = new()
    {
        ["digits, Adam"] = (32, 784, [new(128, Activation.ReLU), new(10, Activation.Softmax)], Optimizer.Adam(), null),
        ["small"] = (600, 64, [new(32, Activation.ReLU), new(10, Activation.Softmax)], Optimizer.GradientDescent(0.01), null),
        ["dropout"] =
            (67, 300, [new(300, Activation.Tanh) { KeepProbability = 0.8 }, new(10, Activation.Softmax)], Optimizer.Momentum(0.01), null),
        ["normalization"] = (
            67, 300, [new(200, Activation.SiLU) { Normalization = Normalization.Layer() }, new(10, Activation.Softmax)], Optimizer.AdamW(),
            null),
        ["some layers"] = (
            67, 300, [new(200, Activation.Tanh) { IsTrainable = false }, new(10, Activation.Softmax) { LearningRateFactor = 2 }],
            Optimizer.Adam(), null),
        ["clipping"] =
            (67, 300, [new(200, Activation.ELU()), new(10, Activation.Softmax)], Optimizer.Nadam(), GradientClipping.ByGlobalNorm(0.1)),
    };

    private readonly Backend.Choice? before = Backend.Exchange(null);
    private readonly int threads = Backend.Threads;

    public static TheoryData<string> Names => [.. Networks.Keys];

    public void Dispose()
    {
        Backend.Exchange(before);
        Backend.Threads = threads;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_OnAnyNumberOfThreads_NoThreadAllocates(string name)
    {
        var team = new WorkerTeam();
        foreach (var count in ThreadCounts)
        {
            Backend.Threads = count;
            var step = Step(name, team);
            var everyone = new TeamMeeting(team, count);
            Repeat(step, 20);
            everyone.AllocatedBytes();

            // What a step allocates, it allocates every time; what a collection in the background charges, it charges once.
            Enumerable.Range(0, 3).Min(_ => WithoutCollection(() =>
            {
                var start = everyone.AllocatedBytes();
                Repeat(step, 100);
                return everyone.AllocatedBytes() - start;
            })).Should().Be(0, $"{count} threads take the steps of {name}");
        }
    }

    [Theory]
    [InlineData("digits, Adam")]
    [InlineData("dropout")]
    [InlineData("normalization")]
    [InlineData("clipping")]
    public void Step_AThreadThatComesLate_AllocatesNothingForItsFirstItem(string name) => Late(team =>
    {
        var step = Step(name, team);
        Repeat(step, 10);
        return step;
    }).Should().Be(0);

    [Fact]
    public void Predict_AThreadThatComesLate_AllocatesNothingForItsFirstItem()
    {
        var network = new Network<float>(784, seed: 1, new Dense(128, Activation.ReLU), new Dense(10, Activation.Softmax));
        var (x, outputs) = (new float[784 * 600], new float[10 * 600]);
        Late(team =>
        {
            Prediction<float>.Run(network, x, [], outputs, 600, team);
            return () => Prediction<float>.Run(network, x, [], outputs, 600, team);
        }).Should().Be(0);
    }

    /// <summary>
    /// What the members of a team allocate together that do work for the first time, after others may have done all of theirs: within a job
    /// the work of another one stays on its thread, so everybody does every item.
    /// </summary>
    private static long Late(Func<WorkerTeam, Action> prepare)
    {
        const int Members = 8;
        Backend.Threads = Members;
        return WithoutCollection(() =>
        {
            var team = new WorkerTeam();
            var work = prepare(team);
            var everyone = new TeamMeeting(team, Members);

            // What a thread needs that calls, not helps: a prediction of one example has no use for much memory.
            var tiny = new Network<float>(1, seed: 1, new Dense(1, Activation.Identity));
            var (x, y) = (new float[1], new float[1]);
            everyone.Run(() => tiny.Predict(x, y));
            var start = everyone.AllocatedBytes();
            everyone.Run(work);
            return everyone.AllocatedBytes() - start;
        });
    }

    private static Action Step(string name, WorkerTeam team)
    {
        var (examples, inputs, layers, optimizer, clipping) = Networks[name];
        var network = new Network<float>(inputs, seed: 1, layers);
        var memory = new OptimizerMemory<float>(optimizer, network);
        var x = Given.Normal<float>(inputs, examples, seed: 1).ToColumnMajorArray();
        var y = Given.OneHot<float>(10, examples, seed: 2).ToColumnMajorArray();
        float[] weights = [.. Enumerable.Range(1, examples).Select(i => (float)i)];
        var stepper = new Stepper<float>(network, Loss.CrossEntropy, Regularizer.L2(0.1), examples, memory, clipping, team);
        return () => stepper.Step(x, y, weights);
    }

    private static void Repeat(Action action, int times)
    {
        for (var i = 0; i < times; i++)
        {
            action();
        }
    }

    /// <summary>
    /// The first measurement during which nobody collected garbage, since that charges every thread for what is left of its allocation
    /// buffer.
    /// </summary>
    private static long WithoutCollection(Func<long> measure)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            // One in the background may have begun before, and charges when it ends: a blocking one waits for it.
            GC.Collect();
            var collections = GC.CollectionCount(0);
            var bytes = measure();
            if (GC.CollectionCount(0) == collections)
            {
                return bytes;
            }
        }

        throw new InvalidOperationException($"Garbage was collected during all of {Tries} measurements.");
    }
}
