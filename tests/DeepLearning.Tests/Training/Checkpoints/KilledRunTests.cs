using System.Globalization;
using System.Runtime.CompilerServices;

namespace DeepLearning.Tests;

/// <summary>A run whose process is killed again and again ends with the bits of one that was left in peace.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const string Variable = "DEEPLEARNING_TEST_RUN";
    private const int Kills = 50;

    private static readonly Optimizer[] Optimizers =
        [Optimizer.Adam(0.02), Optimizer.Nesterov(0.05), Optimizer.AMSGrad(0.01), Optimizer.AdaGrad(0.05), Optimizer.Nadam(0.01)];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Resume_AfterKillsAtRandomMoments_EndsWithTheSameBits()
    {
        var life = new KilledProcess(Variable, new RandomStream(7).Fork("kills"), Kills);
        var moments = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; life.Kills < Kills; number++)
        {
            var directory = Path.Combine(folder.Path, number.ToString(CultureInfo.InvariantCulture));
            Directory.CreateDirectory(directory);
            life.Run(
                $"{number} {directory}", Result(directory),
                whenKilled: () => moments.Add($"{number} {new Checkpoints(Path.Combine(directory, "checkpoints")).FindLast()}"));
            var run = Run(number);
            var trainer = run.Trainer();
            File.ReadAllLines(Result(directory))
                .Should().Equal(LongRun.Remains(trainer, LongRun.Fit(trainer, Options(run, checkpoints: null))));
        }

        moments.Should().HaveCountGreaterThan(Kills / 4, "the kills should come at different places of the run");
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
        var run = Run(number, new KilledProcess.Told(Schedule.WarmUp(3, Schedule.ReduceOnPlateau(0.5, patience: 0))));
        var checkpoints = new Checkpoints(Path.Combine(directory, "checkpoints")) { EverySteps = 2, KeepBest = true };
        var trainer = run.Trainer();
        if (checkpoints.FindLast() is { } last)
        {
            trainer.Resume(last);
        }

        KilledProcess.Begin();
        var history = LongRun.Fit(trainer, Options(run, checkpoints));
        KilledProcess.End(Result(directory), LongRun.Remains(trainer, history));
    }

    private static LongRun Run(int number, Schedule? schedule = null) =>
        new(Optimizers[number % Optimizers.Length], augmented: true, schedule);

    private static FitOptions Options(LongRun run, Checkpoints? checkpoints) => run.Options(checkpoints, epochs: 25, patience: 100);

    private static string Result(string directory) => Path.Combine(directory, "result.txt");
}
