namespace DeepLearning.Benchmarks.Commands;

/// <summary>
/// Predictions a second, of a batch each: workload, deeplearning, threads, predictions/s, GFLOP/s (2 × weights × batch each).
/// </summary>
/// <remarks>
/// Predicting one example is reading every weight once. So for batches of one there is a line of the same form for summing the weights, by
/// which the rate can be judged.
/// </remarks>
internal static class PredictCommand
{
    private static readonly string[] Default =
        ["784-128-10:1", "784-128-10:32", "784-128-10:1024", "784-512-256-10:1", "784-512-256-10:1024"];

    public static int Run(string[] workloads)
    {
        foreach (var workload in (workloads.Length == 0 ? Default : workloads).Select(Workload.Parse))
        {
            foreach (var threads in Output.ThreadCounts)
            {
                Backend.Threads = threads;
                Output.Line(workload.Text, "deeplearning", threads, Rate(workload), 2.0 * workload.Weights * workload.Batch);
            }

            if (workload.Batch == 1)
            {
                Output.Line(workload.Text, "reading weights", 1, RateOfReading(workload), 2.0 * workload.Weights);
            }
        }

        return 0;
    }

    private static double RateOfReading(Workload workload)
    {
        var weights = workload.Network<float>().Parameters.Select(parameter => parameter.Array).ToArray();
        return BestWindow.Rate(_ =>
        {
            foreach (var array in weights)
            {
                Reading.Sum(array);
            }
        });
    }

    private static double Rate(Workload workload)
    {
        var network = workload.Network<float>();
        var x = workload.Data<float>().X.AsMemory(0, workload.Batch * workload.Sizes[0]);
        var outputs = new float[workload.Batch * workload.Sizes[^1]];
        return BestWindow.Rate(_ => network.Predict(x.Span, outputs));
    }
}
