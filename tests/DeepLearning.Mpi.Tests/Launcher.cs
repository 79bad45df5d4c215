using System.Diagnostics;

namespace DeepLearning.Mpi.Tests;

/// <summary>An mpirun that may be installed here.</summary>
internal sealed class Launcher(string name, params string[] arguments)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>
    /// Those of Open MPI and MPICH. More processes than processors, and root, are as the tests want it; a process that keeps to one
    /// processor would share it with the threads of .NET.
    /// </summary>
    public static IReadOnlyList<Launcher> All { get; } =
    [
        new("mpirun.openmpi", "--allow-run-as-root", "--oversubscribe", "--bind-to", "none"), new("mpirun.mpich"),
    ];

    public string Name => name;

    public string? Path => new[] { $"/usr/bin/{name}" }.FirstOrDefault(File.Exists);

    /// <summary>The launcher of a name, or the test is skipped.</summary>
    public static Launcher Required(string name)
    {
        var launcher = All.Single(launcher => launcher.Name == name);
        Assert.SkipUnless(launcher.Path is not null, $"There is no {name}: the packages openmpi-bin and mpich have them.");
        return launcher;
    }

    /// <summary>Runs the program of the tests on so many processes, to its end.</summary>
    public (int ExitCode, string Output, string Error) Run(int size, params string[] task)
    {
        using var process = Start(size, task);
        return End(process);
    }

    /// <summary>Runs the program of the tests without a launcher.</summary>
    public static (int ExitCode, string Output, string Error) RunAlone(
        IReadOnlyDictionary<string, string> environment, params string[] task)
    {
        var start = Redirected("dotnet", [Program, .. task]);
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start)!;
        return End(process);
    }

    public Process Start(int size, params string[] task) =>
        Process.Start(Redirected(Path!, [.. arguments, "-n", $"{size}", "dotnet", Program, .. task]))!;

    /// <summary>Waits for the end, which must come.</summary>
    public static (int ExitCode, string Output, string Error) End(Process process)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The processes have not ended after {Patience}: {output.Result}{error.Result}");
        }

        return (process.ExitCode, output.Result, error.Result);
    }

    private static string Program => System.IO.Path.Combine(AppContext.BaseDirectory, "DeepLearning.Mpi.Ranks.dll");

    private static ProcessStartInfo Redirected(string program, IEnumerable<string> arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
}
