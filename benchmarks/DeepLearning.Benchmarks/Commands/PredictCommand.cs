namespace DeepLearning.Benchmarks.Commands;

/// <summary>Predictions a second, of a batch each: workload, deeplearning, threads, predictions/s, GFLOP/s (2 × weights × batch each).</summary>
internal static class PredictCommand
{
    private static readonly string[] Default = ["784-128-10:1", "784-128-10:32", "784-128-10:1024", "784-512-256-10:1", "784-512-256-10:1024"];

    public static int Run(string[] workloads)
    {
        foreach (var workload in (workloads.Length == 0 ? Default : workloads).Select(Workload.Parse))
        {
            foreach (var threads in Output.ThreadCounts)
            {
                Backend.Threads = threads;
                Output.Line(workload.Text, "deeplearning", threads, Rate(workload), 2.0 * workload.Weights * workload.Batch);
            }
        }

        return 0;
    }

    private static double Rate(Workload workload)
    {
        var network = workload.Network();
        var x = workload.Data().X.AsMemory(0, workload.Batch * workload.Sizes[0]);
        var outputs = new float[workload.Batch * workload.Sizes[^1]];
        return BestWindow.Rate(_ => network.Predict(x.Span, outputs));
    }
}
