using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace DeepLearning.Tests;

/// <summary>A run whose process is killed again and again ends with the bits of one that was left in peace.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const string Variable = "DEEPLEARNING_TEST_RUN";
    private const int Kills = 50;
    private const int MostSteps = 8;
    private const int MostMilliseconds = 4;

    private static readonly Optimizer[] Optimizers =
        [Optimizer.Adam(0.02), Optimizer.Nesterov(0.05), Optimizer.AMSGrad(0.01), Optimizer.AdaGrad(0.05), Optimizer.Nadam(0.01)];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Resume_AfterKillsAtRandomMoments_EndsWithTheSameBits()
    {
        var random = new RandomStream(7).Fork("kills");
        var (kills, lives, runs) = (0, 0, 0);
        var moments = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; kills < Kills; number++, runs++)
        {
            var directory = Path.Combine(folder.Path, number.ToString(CultureInfo.InvariantCulture));
            Directory.CreateDirectory(directory);
            while (!File.Exists(Result(directory)))
            {
                lives++.Should().BeLessThan(20 * Kills, "every life should bring the run forward");
                using var process = Start(directory, number);
                process.StandardOutput.ReadLine().Should().Be("running", process.HasExited ? process.StandardError.ReadToEnd() : "");
                for (
                    var steps = (int)(MostSteps * random.Uniform(3 * lives)); steps > 0
                        && process.StandardOutput.ReadLine() is not null; steps--)
                {
                }

                // Somewhere in the step, in the evaluation or in the writing of a file that follows.
                if (kills < Kills && !process.WaitForExit((int)(MostMilliseconds * random.Uniform((3 * lives) + 1))))
                {
                    process.Kill();
                    kills++;
                    moments.Add($"{number} {new Checkpoints(Path.Combine(directory, "checkpoints")).FindLast()}");
                }

                process.StandardOutput.ReadToEnd();
                process.WaitForExit();
            }

            var run = Run(number);
            var trainer = run.Trainer();
            File.ReadAllLines(Result(directory))
                .Should().Equal(LongRun.Remains(trainer, LongRun.Fit(trainer, Options(run, checkpoints: null))));
        }

        kills.Should().Be(Kills);
        moments.Should().HaveCountGreaterThan(Kills / 4, "the kills should come at different places of the run");
        TestContext.Current.SendDiagnosticMessage(
            $"{kills} kills at {moments.Count} places of {runs} runs in {lives} lives of the process");
    }

    /// <summary>The other life of the test program: it trains where it is told to, goes on from where it was killed, and ends.</summary>
    [ModuleInitializer]
    internal static void Train()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } task)
        {
            return;
        }

        var (number, directory) = (
            int.Parse(task[..task.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture),
            task[(task.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        var run = Run(number, new Told());
        var checkpoints = new Checkpoints(Path.Combine(directory, "checkpoints")) { EverySteps = 2, KeepBest = true };
        var trainer = run.Trainer();
        if (checkpoints.FindLast() is { } last)
        {
            trainer.Resume(last);
        }

        Console.WriteLine("running");
        var history = LongRun.Fit(trainer, Options(run, checkpoints));
        AtomicFile.Write(
            Result(directory), stream =>
                stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', LongRun.Remains(trainer, history)))));
        Environment.Exit(0);
    }

    private static LongRun Run(int number, Schedule? schedule = null) =>
        new(Optimizers[number % Optimizers.Length], augmented: true, schedule);

    private static FitOptions Options(LongRun run, Checkpoints? checkpoints) => run.Options(checkpoints, epochs: 25, patience: 100);

    private static string Result(string directory) => Path.Combine(directory, "result.txt");

    /// <summary>The schedule of the run, which tells of every step as it begins.</summary>
    private sealed class Told : Schedule
    {
        private readonly Schedule inner = WarmUp(3, ReduceOnPlateau(0.5, patience: 0));

        public override double Factor(ScheduleContext context)
        {
            Console.WriteLine("step");
            return inner.Factor(context);
        }
    }

    private static Process Start(string directory, int number)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "DeepLearning.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Variable] = $"{number} {directory}";
        return Process.Start(start)!;
    }
}
