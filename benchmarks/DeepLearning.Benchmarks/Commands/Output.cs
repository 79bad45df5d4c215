using System.Globalization;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>Tab-separated lines, the same everywhere.</summary>
internal static class Output
{
    public static void Line(string workload, string who, int threads, double rate, double flops) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workload}\t{who}\t{threads}\t{rate:F1}\t{rate * flops / 1e9:F1}"));

    /// <summary>One thread, and all of them where there are more.</summary>
    public static IEnumerable<int> ThreadCounts => new SortedSet<int> { 1, Environment.ProcessorCount };
}
