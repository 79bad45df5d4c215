using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace DeepLearning.Tests;

/// <summary>An ensemble whose process is killed again and again, members side by side, ends with the bits of one left in peace.</summary>
public sealed class KilledEnsembleTests : IDisposable
{
    private const string Variable = "DEEPLEARNING_TEST_ENSEMBLE";
    private const int Kills = 20;
    private const int Members = 5;

    private static readonly Dataset<float> Data = Given.Classes<float>(6, 3, 60, seed: 1);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Resume_AfterKillsAtRandomMoments_EndsWithTheSameBits()
    {
        var whole = Bits(Ensemble<float>.Train(Sets(), Member, Options(Schedule.Constant)));
        var life = new KilledProcess(Variable, new RandomStream(8).Fork("kills"), Kills) { MostSteps = 60 };
        var moments = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; life.Kills < Kills; number++)
        {
            var directory = Path.Combine(folder.Path, number.ToString(CultureInfo.InvariantCulture));
            Directory.CreateDirectory(directory);
            life.Run(directory, Result(directory), whenKilled: () => moments.Add($"{number} {Written(directory)}"));
            File.ReadAllLines(Result(directory)).Should().Equal(whole);
        }

        moments.Should().HaveCountGreaterThan(Kills / 4, "the kills should come at different places of the training");
    }

    /// <summary>The other life of the test program.</summary>
    /// <remarks>
    /// No other thread may enter a module before its initializer has ended; threads train the members, so a second copy of the module does.
    /// </remarks>
    [ModuleInitializer]
    internal static void BeginOtherLife()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } directory)
        {
            return;
        }

        Environment.SetEnvironmentVariable(Variable, null);
        var copy = new AssemblyLoadContext(Variable).LoadFromAssemblyPath(typeof(KilledEnsembleTests).Assembly.Location);
        copy.GetType(typeof(KilledEnsembleTests).FullName!)!.GetMethod(nameof(Train), BindingFlags.NonPublic | BindingFlags.Static)!
            .Invoke(null, [directory]);
    }

    /// <summary>Trains where it is told to, goes on from where it was killed, and ends.</summary>
    internal static void Train(string directory)
    {
        KilledProcess.Begin();
        var checkpoints = new Checkpoints(Path.Combine(directory, "checkpoints")) { EverySteps = 1, KeepBest = true };
        var options = Options(new KilledProcess.Told(Schedule.Constant)) with { Checkpoints = checkpoints };
        KilledProcess.End(Result(directory), Bits(Ensemble<float>.Resume(Sets(), Member, options)));
    }

    /// <summary>What each member has written last: members are side by side, and one may be far ahead of another.</summary>
    private static string Written(string directory) => string.Join(
        ' ', Enumerable.Range(0, Members).Select(
            member => new Checkpoints(Path.Combine(directory, "checkpoints", $"member-{member:000}")).FindLast() ?? "nothing"));

    private static IEnumerable<(Dataset<float> Train, Dataset<float> Validation)> Sets() => Data.Folds(Members, seed: 1);

    private static FitOptions Options(Schedule schedule) => new()
    {
        Epochs = 12, BatchSize = 16, EarlyStopping = new() { Patience = 100 }, Schedule = schedule,
    };

    private static Trainer<float> Member(int number) => new(
        new Network<float>(6, number, new Dense(8, Activation.ReLU) { KeepProbability = 0.8 }, new Dense(3, Activation.Softmax)),
        Loss.CrossEntropy, Optimizer.Adam(0.01));

    private static string[] Bits(Ensemble<float> ensemble) =>
        [.. ensemble.Members.Select(member => string.Join(' ', member.Theta().Bits()))];

    private static string Result(string directory) => Path.Combine(directory, "result.txt");
}
