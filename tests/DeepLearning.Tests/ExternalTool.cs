using System.Diagnostics;

namespace DeepLearning.Tests;

/// <summary>A program that some tests compare with; where it is not installed they are skipped.</summary>
internal static class ExternalTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The path of a program, or null where there is none.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name))
        .Prepend(Path.IsPathRooted(name) ? name : Path.Combine("/usr/bin", name))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end; returns what it printed.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.Start();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} has not ended after {Patience}.");
        }

        return (process.ExitCode, output.Result + error.Result);
    }
}
