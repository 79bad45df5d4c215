using System.Numerics;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>Training steps a second: workload, deeplearning, threads, steps/s, GFLOP/s (6 × weights × batch a step).</summary>
internal static class StepCommand
{
    private static readonly string[] Default =
    [
        "784-512-256-10:128:sgd", "784-512-256-10:128:adam", "784-128-10:32:sgd", "784-128-10:32:adam",
        "64-32-10:32:sgd", "64-32-10:32:adam", "2-16-16-2:64:sgd", "1024-1024-1024-1024-10:256:sgd",
        "1024-1024-1024-1024-10:256:adam", "12288-20-7-5-2:209:sgd", "12288-1:209:sgd:double",
    ];

    public static int Run(string[] workloads)
    {
        foreach (var workload in (workloads.Length == 0 ? Default : workloads).Select(Workload.Parse))
        {
            foreach (var threads in Output.ThreadCounts)
            {
                Backend.Threads = threads;
                Output.Line(
                    workload.Text, "deeplearning", threads, workload.InDouble ? Rate<double>(workload) : Rate<float>(workload),
                    6.0 * workload.Weights * workload.Batch);
            }
        }

        return 0;
    }

    private static double Rate<T>(Workload workload)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var trainer = workload.Trainer<T>();
        var (x, y) = workload.Data<T>();
        var (batch, inputs, outputs) = (workload.Batch, workload.Sizes[0], workload.Sizes[^1]);
        return BestWindow.Rate(call =>
        {
            var start = (int)((long)call * batch % (workload.Examples - batch + 1));
            trainer.State.Step(x.AsSpan(start * inputs, batch * inputs), y.AsSpan(start * outputs, batch * outputs));
        });
    }
}
