namespace DeepLearning.Mpi.Tests;

/// <summary>Eleven varied runs, on 1 to 4 processes with 1 and 2 threads each: one hash for each run.</summary>
public sealed class SameBitsTests
{
    private static readonly Lazy<string> Alone = new(() => Hashes(Launcher.RunAlone(new Dictionary<string, string>(), "runs", "1")));

    public static TheoryData<string> Launchers => [.. Launcher.All.Select(launcher => launcher.Name)];

    public static TheoryData<string, int, int> Worlds
    {
        get
        {
            var worlds = new TheoryData<string, int, int>();
            foreach (var launcher in Launcher.All)
            {
                for (var size = 1; size <= 4; size++)
                {
                    worlds.Add(launcher.Name, size, 1);
                    worlds.Add(launcher.Name, size, 2);
                }
            }

            return worlds;
        }
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Runs_HaveTheBitsOfOneProcess(string launcher, int size, int threads) =>
        Hashes(Launcher.Required(launcher).Run(size, "runs", $"{threads}")).Should().Be(Alone.Value);

    [Theory]
    [MemberData(nameof(Launchers))]
    public void SearchesAndEnsembles_AreThoseOfOneProcess_OnAll(string launcher)
    {
        var alone = Lines(Launcher.RunAlone(new Dictionary<string, string>(), "shared", "1")).Single();
        foreach (var size in new[] { 2, 3 })
        {
            var lines = Lines(Launcher.Required(launcher).Run(size, "shared", "1"));
            lines.Order(StringComparer.Ordinal).Should().Equal(
                Enumerable.Range(0, size).Select(rank => alone.Replace("process 0", $"process {rank}", StringComparison.Ordinal)));
        }
    }

    private static string Hashes((int ExitCode, string Output, string Error) run)
    {
        var lines = Lines(run);
        lines.Should().HaveCount(11);
        return string.Join('\n', lines);
    }

    private static string[] Lines((int ExitCode, string Output, string Error) run)
    {
        run.ExitCode.Should().Be(0, run.Error);

        // Open MPI gives the processes a terminal, which .NET greets.
        return [.. run.Output.Replace("\e[?1h\e=", "", StringComparison.Ordinal).Split('\n')
            .Where(line => line.Contains(": ", StringComparison.Ordinal)).Select(line => line.Trim())];
    }
}
