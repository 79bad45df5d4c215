using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Tests;

/// <summary>Saving in two processes at once, one of which may be killed in the middle.</summary>
public sealed class KilledSaveTests : IDisposable
{
    private const string Variable = "DEEPLEARNING_TEST_SAVE";
    private const int Length = 300_000;

    private readonly TemporaryFolder folder = new();

    private string Target => Path.Combine(folder.Path, "file.bin");

    private string[] Files => [.. Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)!)];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Write_KilledInTheMiddle_LeavesTheOldFileAndTheNextSaveCleans()
    {
        Save(1);
        using (var other = new Other(Target))
        {
            Files.Should().HaveCount(2, "the other process is in the middle");
            other.Kill();
        }

        Files.Should().HaveCount(2, "what is killed cannot clean");
        RequireContent(1);
        Save(2);
        Files.Should().Equal("file.bin");
        RequireContent(2);
    }

    [Fact]
    public void Write_WhileAnotherProcessSaves_BothSucceed()
    {
        using var other = new Other(Target);
        Save(1);
        RequireContent(1);
        Files.Should().HaveCount(2, "the unfinished file of a process that lives is not taken away");
        other.Finish();
        RequireContent(9);
        Files.Should().Equal("file.bin");
    }

    [Fact]
    public void Write_WhenItHasReturned_HasFlushedTheFileAndThenTheFolder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/strace"), "Only strace tells what is asked of the disk.");
        var log = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.strace");
        var start = new ProcessStartInfo(
            "/usr/bin/strace",
                ["-f", "-e", "trace=/rename.*,/open.*,fsync,fdatasync", "-o", log,
                    Path.Combine(AppContext.BaseDirectory, "DeepLearning.Tests")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment[Variable] = Target;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        process.StandardOutput.ReadToEnd();
        var problem = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.SkipWhen(problem.Contains("ptrace", StringComparison.Ordinal), $"strace may not look: {problem}");
        RequireContent(9);

        var calls = File.ReadAllLines(log);
        File.Delete(log);
        var moved = Array.FindIndex(
            calls, call => call.Contains("rename", StringComparison.Ordinal) && call.Contains(Target, StringComparison.Ordinal));
        var (opened, descriptor) = Opened(calls, $"\"{folder.Path}\",", after: moved);
        Flushed(calls, Opened(calls, $"\"{Target}.", after: 0).Descriptor, after: 0).Should().BeInRange(1, moved - 1);
        Flushed(calls, descriptor, after: opened).Should().BeGreaterThan(opened, "the name is on the disk only when the folder is");
    }

    private static (int Line, string Descriptor) Opened(string[] calls, string name, int after)
    {
        var line = Array.FindIndex(
            calls, after, call => call.Contains("open", StringComparison.Ordinal) && call.Contains(name, StringComparison.Ordinal));
        line.Should().BePositive();
        return (line, calls[line][(calls[line].LastIndexOf('=') + 2)..]);
    }

    private static int Flushed(string[] calls, string descriptor, int after) =>
        Array.FindIndex(calls, after, call => call.Contains($"sync({descriptor}", StringComparison.Ordinal));

    /// <summary>The other process: it writes half, tells so, and ends when it is told to.</summary>
    [ModuleInitializer]
    internal static void Save()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } path)
        {
            return;
        }

        AtomicFile.Write(path, stream =>
        {
            stream.Write(Content(9).AsSpan(0, Length / 2));
            stream.Flush();
            Console.WriteLine("half");
            Console.ReadLine();
            stream.Write(Content(9).AsSpan(Length / 2));
        });
        Environment.Exit(0);
    }

    private static byte[] Content(byte value) => [.. Enumerable.Repeat(value, Length)];

    private void Save(byte value) => AtomicFile.Write(Target, stream => stream.Write(Content(value)));

    private void RequireContent(byte value) => File.ReadAllBytes(Target).AsSpan().SequenceEqual(Content(value)).Should().BeTrue();

    private sealed class Other : IDisposable
    {
        private readonly Process process;

        public Other(string target)
        {
            var program = Path.Combine(AppContext.BaseDirectory, "DeepLearning.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
            var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
            start.Environment[Variable] = target;
            process = Process.Start(start)!;
            process.StandardOutput.ReadLine().Should().Be("half");
        }

        public void Kill()
        {
            process.Kill();
            process.WaitForExit();
        }

        public void Finish()
        {
            process.StandardInput.WriteLine();
            process.WaitForExit();
            process.ExitCode.Should().Be(0);
        }

        public void Dispose() => process.Dispose();
    }
}
