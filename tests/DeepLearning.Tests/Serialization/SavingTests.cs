using System.Diagnostics;

namespace DeepLearning.Tests;

/// <summary>Saving where it cannot succeed, or not alone.</summary>
public sealed class SavingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static Network<float> Small { get; } = new(3, 1, new Dense(2, Activation.Softmax));

    private static Network<float> Large { get; } = new(300, 1, new Dense(300, Activation.Softmax));

    private string Target => Path.Combine(folder.Path, "m.safetensors");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Save_OntoAFullDisk_LeavesTheOldFile()
    {
        using var disk = Mounted.TmpFs(folder.Path, "size=128k");
        Small.Save(Target);

        FluentActions.Invoking(() => Large.Save(Target)).Should().Throw<IOException>();

        File.ReadAllBytes(Target).Should().Equal(FileBytes.Saved(Small));
        Directory.GetFileSystemEntries(folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void Save_OntoADiskThatIsReadOnly_LeavesTheOldFile()
    {
        using var disk = Mounted.TmpFs(folder.Path, "size=1m");
        Small.Save(Target);
        disk.Remount("ro");

        FluentActions.Invoking(() => Large.Save(Target)).Should().Throw<IOException>();

        File.ReadAllBytes(Target).Should().Equal(FileBytes.Saved(Small));
    }

    [Fact]
    public void Save_IntoAFolderThatIsReadOnly_LeavesTheOldFile()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Permissions do not hold the administrator.");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other permissions.");
            return;
        }

        Small.Save(Target);
        var writable = new DirectoryInfo(folder.Path).UnixFileMode;
        new DirectoryInfo(folder.Path).UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute;

        FluentActions.Invoking(() => Large.Save(Target)).Should().ThrowExactly<UnauthorizedAccessException>();

        File.ReadAllBytes(Target).Should().Equal(FileBytes.Saved(Small));
        new DirectoryInfo(folder.Path).UnixFileMode = writable;
    }

    [Fact]
    public void SaveAndLoad_PathThatIsNotThere_IsAnErrorOfThePath()
    {
        var missing = Path.Combine(folder.Path, "nowhere", "m.safetensors");
        FluentActions.Invoking(() => Small.Save(missing)).Should().ThrowExactly<DirectoryNotFoundException>();
        FluentActions.Invoking(() => Network<float>.Load(missing)).Should().ThrowExactly<DirectoryNotFoundException>();
        Failure.Of<FileNotFoundException>(() => Network<float>.Load(Target)).Should().Be($"Could not find file '{Target}'.");
        FluentActions.Invoking(() => Network<float>.Load(folder.Path)).Should().ThrowExactly<UnauthorizedAccessException>();
        Directory.GetFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void Save_ByManyThreadsWhileOthersLoad_IsAlwaysOneFileOrTheOther()
    {
        var other = new Network<float>(3, 2, new Dense(2, Activation.Softmax));
        byte[][] files = [FileBytes.Saved(Small), FileBytes.Saved(other)];
        Small.Save(Target);

        Parallel.For(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i =>
        {
            if (i % 3 == 2)
            {
                var loaded = FileBytes.Saved(Network<float>.Load(Target));
                files.Any(file => file.AsSpan().SequenceEqual(loaded)).Should().BeTrue();
            }
            else
            {
                (i % 3 == 0 ? Small : other).Save(Target);
            }
        });

        Directory.GetFileSystemEntries(folder.Path).Should().ContainSingle();
    }

    /// <summary>A file system of its own over a folder, for those who may mount one.</summary>
    private sealed class Mounted : IDisposable
    {
        private readonly string path;

        private Mounted(string path) => this.path = path;

        public static Mounted TmpFs(string path, string options)
        {
            Assert.SkipUnless(
                OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only Linux's administrator may mount a small disk.");
            var problem = Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path);
            Assert.SkipUnless(problem is null, $"A small disk cannot be mounted here: {problem}");
            return new Mounted(path);
        }

        public void Remount(string options) => Run("mount", "-o", $"remount,{options}", path).Should().BeNull();

        public void Dispose() => Run("umount", path);

        private static string? Run(string command, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : error.Trim();
        }
    }
}
