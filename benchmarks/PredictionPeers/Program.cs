using System.Globalization;
using DeepLearning;
using DeepLearning.Benchmarks.Commands;
using DeepLearning.Benchmarks.PredictionPeers;

// Predictions beside ONNX Runtime's: workload, threads, our predictions a second, theirs, and the median of our rate over theirs.
// dotnet run -c Release --project benchmarks/PredictionPeers -- [SECONDS] [sizes:batch]...
string[] all =
[
    "64-32-10:1", "784-128-10:1", "784-512-256-10:1", "1024-1024-1024-1024-10:1", "12288-20-7-5-2:1", "784-128-10:16", "784-512-256-10:16",
    "1024-1024-1024-1024-10:256", "12288-20-7-5-2:209", "784-512-256-10:256", "784-128-10:1024",
];
var seconds = args.Length > 0 && double.TryParse(args[0], CultureInfo.InvariantCulture, out var given) ? given : 3;
var workloads = args.Where(arg => arg.Contains(':', StringComparison.Ordinal)).ToArray() is { Length: > 0 } some ? some : all;
var ratios = new List<double>();
Console.WriteLine("workload\tthreads\tours/s\tONNX Runtime/s\tours over theirs");
foreach (var workload in workloads.Select(Workload.Parse))
{
    var network = workload.Network<float>();
    var x = workload.Data<float>().X[..(workload.Batch * workload.Sizes[0])];
    var (ours, theirs) = (new float[workload.Batch * workload.Sizes[^1]], new float[workload.Batch * workload.Sizes[^1]]);
    var model = Onnx(network);
    foreach (var threads in new SortedSet<int> { 1, Environment.ProcessorCount })
    {
        Backend.Threads = threads;
        var rates = PairedWindows.Measure(
            () => new OwnNetwork(network, x, ours), () => new OnnxRuntimeSession(model, x, workload.Batch, theirs, threads), seconds);
        var difference = ours.Zip(theirs, (a, b) => Math.Abs(a - b)).Max();
        if (!(difference < 1e-4))
        {
            throw new InvalidOperationException($"The answers differ by {difference}: what is compared is not the same.");
        }

        ratios.Add(rates.Ratio);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{workload.Text}\t{threads}\t{rates.Ours:F0}\t{rates.Theirs:F0}\t{rates.Ratio:F2}"));
    }
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"geometric mean\t\t\t\t{Math.Exp(ratios.Average(Math.Log)):F2}"));

static byte[] Onnx(Network<float> network)
{
    using var stream = new MemoryStream();
    network.SaveOnnx(stream);
    return stream.ToArray();
}
