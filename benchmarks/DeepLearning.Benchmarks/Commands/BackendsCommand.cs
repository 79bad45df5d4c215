using DeepLearning.Reporting;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>Which backends this machine has.</summary>
internal static class BackendsCommand
{
    public static int Run()
    {
        Console.WriteLine(Backend.Report());
        return 0;
    }
}
