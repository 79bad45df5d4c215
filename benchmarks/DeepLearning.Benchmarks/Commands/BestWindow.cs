using System.Diagnostics;
using System.Globalization;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>The best rate of many short windows: what a shared machine can do when nobody else is at work.</summary>
internal static class BestWindow
{
    private const int Windows = 300;
    private const int WarmUp = 20;

    /// <summary>Seconds for each measurement, from DEEPLEARNING_BENCHMARK_SECONDS; 3 by default.</summary>
    private static double Seconds { get; } =
        double.TryParse(Environment.GetEnvironmentVariable("DEEPLEARNING_BENCHMARK_SECONDS"), CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : 3;

    /// <summary>Calls a second.</summary>
    public static double Rate(Action<int> action)
    {
        var call = 0;
        var warm = Stopwatch.StartNew();
        while (call < WarmUp || warm.Elapsed.TotalSeconds < Seconds / 5)
        {
            action(call++);
        }

        var best = 0.0;
        var total = Stopwatch.StartNew();
        while (total.Elapsed.TotalSeconds < Seconds)
        {
            best = Math.Max(best, Window(action, ref call));
        }

        return best;
    }

    private static double Window(Action<int> action, ref int call)
    {
        var (count, batch) = (0, 1);
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            for (var i = 0; i < batch; i++)
            {
                action(call++);
            }

            count += batch;
            var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (elapsed >= Seconds / Windows)
            {
                return count / elapsed;
            }

            // Look at the clock rarely enough not to measure it.
            batch = elapsed < 1e-5 * batch ? batch * 2 : batch;
        }
    }
}
