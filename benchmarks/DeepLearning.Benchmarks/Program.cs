// Fast commands for ratios; anything else goes to BenchmarkDotNet.
using BenchmarkDotNet.Running;
using DeepLearning.Benchmarks.Commands;
using DeepLearning.Reporting;

return args switch
{
    ["step", .. var workloads] => StepCommand.Run(workloads),
    ["product", .. var shapes] => ProductCommand.Run(shapes),
    ["predict", .. var workloads] => PredictCommand.Run(workloads),
    ["accuracy", var seed, var folder] => AccuracyCommand.Run(seed, folder),
    ["tabular", .. var arguments] => TabularCommand.Run(arguments),
    ["read", var path] => ReadCommand.Run(path),
    ["peak", ..] => PeakCommand.Run(),
    ["bandwidth", ..] => BandwidthCommand.Run(),
    ["backends", ..] => BackendsCommand.Run(),
    _ => Report(BenchmarkSwitcher.FromAssembly(typeof(StepCommand).Assembly).Run(args)),
};

static int Report(IEnumerable<BenchmarkDotNet.Reports.Summary> summaries) =>
    summaries.Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
