using System.Diagnostics;

namespace DeepLearning.Benchmarks.PredictionPeers;

/// <summary>Two things measured in turn, in windows of the same length: whoever else uses the machine takes from both alike.</summary>
/// <remarks>
/// ONNX Runtime's threads go on spinning long after their work and would take a processor from us: each window has its own contestant,
/// which is disposed of before the next begins.
/// </remarks>
internal static class PairedWindows
{
    private const double SecondsOfAWindow = 0.02;
    private const double SecondsOfWarmUp = 0.01;
    private const double SecondsOfCompiling = 0.5;

    /// <summary>The median calls a second of each, and the median of the ratios of neighbouring windows.</summary>
    public static (double Ours, double Theirs, double Ratio) Measure(Func<IContestant> ours, Func<IContestant> theirs, double seconds)
    {
        Window(ours, SecondsOfCompiling);
        Window(theirs, SecondsOfCompiling);
        var pairs = new List<(double Ours, double Theirs)>();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds || pairs.Count < 3;)
        {
            pairs.Add((Window(ours, SecondsOfWarmUp), Window(theirs, SecondsOfWarmUp)));
        }

        return (Median(pairs, pair => pair.Ours), Median(pairs, pair => pair.Theirs), Median(pairs, pair => pair.Ours / pair.Theirs));
    }

    private static double Window(Func<IContestant> create, double warmUp)
    {
        using var contestant = create();
        Rate(contestant, warmUp);
        return Rate(contestant, SecondsOfAWindow);
    }

    private static double Median(List<(double Ours, double Theirs)> pairs, Func<(double Ours, double Theirs), double> of) =>
        pairs.Select(of).Order().ElementAt(pairs.Count / 2);

    private static double Rate(IContestant contestant, double seconds)
    {
        var (count, batch) = (0, 1);
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            for (var i = 0; i < batch; i++)
            {
                contestant.Predict();
            }

            count += batch;
            var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (elapsed >= seconds)
            {
                return count / elapsed;
            }

            // Looks at the clock rarely enough not to measure it.
            batch = elapsed < 1e-5 * batch ? batch * 2 : batch;
        }
    }
}
