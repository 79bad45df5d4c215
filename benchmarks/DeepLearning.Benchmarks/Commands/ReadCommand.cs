using System.Diagnostics;
using DeepLearning.Data;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>
/// Reading a CSV file of numbers, as a table and as a dataset that learns its first column, again each time a line comes in, so that
/// another program can take its turns. The seconds of both, and the most memory in bytes that the process had taken after the table.
/// </summary>
internal static class ReadCommand
{
    public static int Run(string path)
    {
        while (Console.In.ReadLine() is not null)
        {
            Print("table", Seconds(() => RawTable.FromCsv(path)));
            Print("memory", Memory());
            Print("dataset", Seconds(() => Dataset.FromCsv<float>(path, [Target(path)])));
            Print("end", 0);
        }

        return 0;
    }

    private static long Memory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static double Seconds(Func<object> read)
    {
        var start = Stopwatch.GetTimestamp();
        GC.KeepAlive(read());
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        GC.Collect();
        return seconds;
    }

    private static string Target(string path) => File.ReadLines(path).First().Split(',')[0];

    private static void Print(string what, double value)
    {
        Console.WriteLine(FormattableString.Invariant($"{what} {value}"));
        Console.Out.Flush();
    }
}
