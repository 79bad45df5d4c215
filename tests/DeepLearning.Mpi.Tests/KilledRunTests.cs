using System.Diagnostics;

namespace DeepLearning.Mpi.Tests;

/// <summary>A process is killed at a random moment; the run goes on with another number of them, and ends with the same bits.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const int Kills = 15;
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(20);

    private readonly string folder = Directory.CreateTempSubdirectory("deeplearning-mpi-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("mpirun.openmpi", 11)]
    [InlineData("mpirun.mpich", 12)]
    public void Run_KilledAndGoneOnWith_EndsWithTheBitsOfOneLeftInPeace(string name, int seed)
    {
        var launcher = Launcher.Required(name);
        var whole = Result(launcher, Path.Combine(folder, "whole"), random: null);
        var random = new RandomStream(seed);
        var kills = 0;
        for (var run = 0; kills < Kills; run++)
        {
            run.Should().BeLessThan(Kills, "a run should be long enough to be killed in");
            Result(launcher, Path.Combine(folder, $"run{run}"), random.Fork(run), () => ++kills < Kills).Should().Be(whole);
        }
    }

    private static string Result(Launcher launcher, string place, RandomStream? random, Func<bool>? hasKilled = null)
    {
        Directory.CreateDirectory(place);
        var (kills, result) = (random is not null, Path.Combine(place, "result"));
        for (var life = 0; !File.Exists(result); life++)
        {
            life.Should().BeLessThan(40, "every life should bring the run forward");
            var size = random is { } drawn ? 1 + (int)(4 * drawn.Uniform(3 * life)) : 2;
            Array.ForEach(Directory.GetFiles(place, "process*"), File.Delete);
            using var process = launcher.Start(size, "long", "1", place);
            if (kills && Kill(process, place, size, random!.Value, life))
            {
                kills = hasKilled!();
                process.WaitForExit(EndsWithin).Should().BeTrue("mpirun ends by itself when a process is killed");
            }

            Launcher.End(process);
        }

        return File.ReadAllText(result);
    }

    /// <summary>Kills one of the processes some time after all have begun; false where the run was quicker.</summary>
    private static bool Kill(Process launcher, string place, int size, RandomStream random, int life)
    {
        var victim = Path.Combine(place, $"process{(int)(size * random.Uniform((3 * life) + 1))}");
        while (!launcher.HasExited && (Directory.GetFiles(place, "process*").Length < size || File.ReadAllText(victim).Length == 0))
        {
            Thread.Sleep(5);
        }

        return !launcher.WaitForExit((int)(700 * random.Uniform((3 * life) + 2))) && TryKill(int.Parse(File.ReadAllText(victim)));
    }

    private static bool TryKill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
