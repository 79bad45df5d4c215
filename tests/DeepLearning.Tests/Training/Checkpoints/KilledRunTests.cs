using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace DeepLearning.Tests;

/// <summary>A run whose process is killed again and again ends with the bits of one that was left in peace.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const string Variable = "DEEPLEARNING_TEST_RUN";
    private const int Kills = 50;
    private const int LongestLife = 60;

    private static readonly Optimizer[] Optimizers = [Optimizer.Adam(0.02), Optimizer.Nesterov(0.05), Optimizer.AMSGrad(0.01), Optimizer.AdaGrad(0.05), Optimizer.Nadam(0.01)];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Resume_AfterKillsAtRandomMoments_EndsWithTheSameBits()
    {
        var random = new RandomStream(7).Fork("kills");
        var (kills, lives, runs) = (0, 0, 0);
        for (var number = 0; kills < Kills; number++, runs++)
        {
            var directory = Path.Combine(folder.Path, number.ToString(CultureInfo.InvariantCulture));
            Directory.CreateDirectory(directory);
            while (!File.Exists(Result(directory)))
            {
                lives++.Should().BeLessThan(20 * Kills, "every life should bring the run forward");
                using var process = Start(directory, number);
                process.StandardOutput.ReadLine().Should().Be("running", process.HasExited ? process.StandardError.ReadToEnd() : "");
                if (kills < Kills && !process.WaitForExit((int)(LongestLife * random.Uniform(lives))))
                {
                    process.Kill();
                    kills++;
                }

                process.WaitForExit();
            }

            var run = Run(number);
            var trainer = run.Trainer();
            File.ReadAllLines(Result(directory)).Should().Equal(LongRun.Remains(trainer, LongRun.Fit(trainer, Options(run, checkpoints: null))));
        }

        kills.Should().BeGreaterThanOrEqualTo(Kills);
        TestContext.Current.SendDiagnosticMessage($"{kills} kills over {runs} runs and {lives} lives of the process");
    }

    /// <summary>The other life of the test program: it trains where it is told to, goes on from where it was killed, and ends.</summary>
    [ModuleInitializer]
    internal static void Train()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } task)
        {
            return;
        }

        var (number, directory) = (int.Parse(task[..task.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture), task[(task.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        var run = Run(number);
        var checkpoints = new Checkpoints(Path.Combine(directory, "checkpoints")) { EverySteps = 2, KeepBest = true };
        var trainer = run.Trainer();
        if (checkpoints.FindLast() is { } last)
        {
            trainer.Resume(last);
        }

        Console.WriteLine("running");
        var history = LongRun.Fit(trainer, Options(run, checkpoints));
        AtomicFile.Write(Result(directory), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', LongRun.Remains(trainer, history)))));
        Environment.Exit(0);
    }

    private static LongRun Run(int number) => new(Optimizers[number % Optimizers.Length], augmented: true);

    private static FitOptions Options(LongRun run, Checkpoints? checkpoints) => run.Options(checkpoints, epochs: 25, patience: 100);

    private static string Result(string directory) => Path.Combine(directory, "result.txt");

    private static Process Start(string directory, int number)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "DeepLearning.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Variable] = $"{number} {directory}";
        return Process.Start(start)!;
    }
}
