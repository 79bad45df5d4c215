using System.Diagnostics;
using System.Text;

namespace DeepLearning.Tests;

public sealed class AtomicFileTests : IDisposable
{
    /// <summary>What .NET writes as an unfinished file's name beside the stem.</summary>
    private const string Id = "0123456789abcdef0123456789abcdef";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private string Target => Path("file.txt");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Write_FailingInTheMiddle_LeavesTheOldFileAndNoOther()
    {
        File.WriteAllText(Target, "old");

        Failure.Of<InvalidOperationException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write("half of the n"u8);
            throw new InvalidOperationException("interrupted");
        })).Should().Be("interrupted");

        File.ReadAllText(Target).Should().Be("old");
        folder.GetFileSystemInfos().Should().ContainSingle();
    }

    [Fact]
    public void Write_ShorterThanTheOldFile_LeavesNoneOfTheOld()
    {
        File.WriteAllText(Target, "something long");
        Write(Target, "new");
        File.ReadAllText(Target).Should().Be("new");
    }

    [Fact]
    public void Write_OntoAFolder_SaysSoAndLeavesNothing()
    {
        Directory.CreateDirectory(Target);
        Failure.Of<IOException>(() => Write(Target, "new")).Should().Be($"{Target} is a folder, not a file: name a file in it.");
        folder.GetFileSystemInfos().Should().ContainSingle();
    }

    [Fact]
    public void Write_OntoADevice_IsRefused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells a device.");

        // Of one's own where a mistake could replace that of the machine.
        var device = Environment.IsPrivilegedProcess ? Target : "/dev/null";
        if (Environment.IsPrivilegedProcess)
        {
            Process.Start("mknod", [Target, "c", "1", "3"])!.WaitForExit();
            Assert.SkipUnless(File.Exists(Target), "A device cannot be made here.");
        }

        Failure.Of<IOException>(() => Write(device, "new")).Should().Be(
            $"{device} is a device, a pipe or a socket, and what is saved would take its place, since it replaces a file as a whole: " +
            $"name a file, or save to a stream.");
        new FileInfo(device).Length.Should().Be(0);
        folder.GetFileSystemInfos("*.tmp").Should().BeEmpty();
    }

    [Fact]
    public void Write_OntoAPipe_IsRefusedWithoutWaitingForAReader()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells a pipe.");
        Process.Start("mkfifo", Target)!.WaitForExit();
        var link = Link("link", "file.txt");
        foreach (var path in new[] { Target, link })
        {
            Failure.Of<IOException>(() => Write(path, "new")).Should().StartWith($"{path} is a device, a pipe or a socket");
        }

        folder.GetFileSystemInfos().Should().HaveCount(2);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupWrite
        | UnixFileMode.OtherWrite | UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead)]
    public void Write_OverAFile_KeepsItsMode(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(Target, mode);
        UnixFileMode? unfinished = null;
        AtomicFile.Write(Target, stream =>
        {
            unfinished = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(((FileStream)stream).SafeFileHandle);
            stream.Write("new"u8);
        });
        File.GetUnixFileMode(Target).Should().Be(mode);
        unfinished.Should().Be(mode, "what is written may not be read by more than the file");

        File.WriteAllText(Path("other"), "");
        Write(Path("new"), "new");
        File.GetUnixFileMode(Path("new")).Should().Be(File.GetUnixFileMode(Path("other")), "a new file has the mode of any new file");
    }

    [Fact]
    public void Write_ThroughLinks_ReplacesWhatTheyLeadTo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows reserves links for the administrator.");
        folder.CreateSubdirectory("deep").CreateSubdirectory("er");
        folder.CreateSubdirectory("other");
        File.WriteAllText(Path("deep/file.txt"), "old");
        File.WriteAllText(Path("other/file.txt"), "mine");

        // Past a folder that is a link, ".." is where it leads to: deep, not other.
        Link("other/folder", "../deep/er");
        string[] links =
        [
            Link("absolute", Path("deep/file.txt")), Link("relative", "deep/file.txt"), Link("chained", "relative"),
            Link("other/back", "../chained"),
            Link("through", "other/folder/../file.txt"),
        ];
        foreach (var link in links)
        {
            Write(link, $"by {link}");
            File.ReadAllText(Path("deep/file.txt")).Should().Be($"by {link}");
            new FileInfo(link).LinkTarget.Should().NotBeNull("the link stays");
        }

        File.ReadAllText(Path("other/file.txt")).Should().Be("mine");
        folder.GetFiles("*.tmp", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public void Write_ThroughALinkThatLeadsNowhere_MakesTheFile()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows reserves links for the administrator.");
        folder.CreateSubdirectory("deep");
        Write(Link("link", "deep/file.txt"), "new");
        File.ReadAllText(Path("deep/file.txt")).Should().Be("new");
        FluentActions.Invoking(() => Write(Link("lost", "nowhere/file.txt"), "new")).Should().ThrowExactly<DirectoryNotFoundException>();
    }

    [Fact]
    public void Write_ThroughLinksInACircle_SaysSo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows reserves links for the administrator.");
        var first = Link("first", "second");
        Link("second", "first");
        Failure.Of<IOException>(() => Write(first, "new"))
            .Should().Be($"{first} is a symbolic link that leads back to itself, or through more than 40 others.");
        folder.GetFileSystemInfos().Should().HaveCount(2);
    }

    [Theory]
    [InlineData("file.txt")]
    [InlineData("a name whose unfinished file would be longer than some systems let a name be, and that must not happen to it at " +
        "all.safetensors")]
    public void Write_WhatAKilledProcessHasLeft_IsRemoved(string name)
    {
        var stem = UnfinishedFile.Stem(name);
        File.WriteAllText(Path($"{stem}.{Id}.tmp"), "half of it");
        string[] others =
            [$"{stem}.backup.tmp", $"{stem}.{Id}.txt", $"{stem}.{Id.ToUpperInvariant()}.tmp", $"another.{Id}.tmp", $"{stem}{Id}.tmp"];
        foreach (var other in others)
        {
            File.WriteAllText(Path(other), "mine");
        }

        Write(Path(name), "new");

        folder.GetFiles().Select(file => file.Name).Should().BeEquivalentTo([.. others, name]);
    }

    [Fact]
    public void Write_WhileAnotherWrites_LeavesItItsUnfinishedFile()
    {
        AtomicFile.Write(Target, stream =>
        {
            stream.Write("outer"u8);
            Write(Target, "inner");
            File.ReadAllText(Target).Should().Be("inner");
        });
        File.ReadAllText(Target).Should().Be("outer", "who ends last stays");
        folder.GetFileSystemInfos().Should().ContainSingle();
    }

    [Fact]
    public void Write_WhoseUnfinishedFileIsTakenAway_BeginsAgain()
    {
        var times = 0;
        AtomicFile.Write(Target, stream =>
        {
            stream.Write("new"u8);
            if (++times < 3)
            {
                File.Delete(((FileStream)stream).Name);
            }
        });
        times.Should().Be(3);
        File.ReadAllText(Target).Should().Be("new");
    }

    [Theory]
    [InlineData(255, "a")]
    [InlineData(240, "a")]
    [InlineData(107, "a")]
    [InlineData(85, "€")]
    [InlineData(63, "😀")]
    public void Write_NameAtTheLimitOfTheFileSystem_IsWritten(int length, string letter)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && length > 100, "Windows counts the whole path.");
        var name = string.Concat(Enumerable.Repeat(letter, length));
        string? unfinished = null;
        AtomicFile.Write(Path(name), stream =>
        {
            unfinished = System.IO.Path.GetFileName(((FileStream)stream).Name);
            stream.Write("new"u8);
        });
        File.ReadAllText(Path(name)).Should().Be("new");
        Encoding.UTF8.GetByteCount(unfinished!).Should().BeLessThanOrEqualTo(Math.Max(143, Encoding.UTF8.GetByteCount(name)));
        folder.GetFileSystemInfos().Should().ContainSingle();
    }

    [Fact]
    public void Write_ByManyThreads_IsAlwaysOneOfTheirFilesWhole()
    {
        const int Writers = 8;
        Write(Target, new string('a', 1000));
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = Writers }, i =>
        {
            if (i % 4 == 3)
            {
                var text = File.ReadAllText(Target);
                text.Should().Be(new string(text[0], 1000 * (text[0] - 'a' + 1)));
            }
            else
            {
                Write(Target, new string((char)('a' + (i % Writers)), 1000 * ((i % Writers) + 1)));
            }
        });
        folder.GetFileSystemInfos().Should().ContainSingle();
    }

    [Fact]
    public void Write_ToAFolderThatCannotBeListed_IsWrittenAllTheSame()
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess,
            "Permissions do not hold the administrator, and Windows has others.");
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Write(Target, "new");
            folder.UnixFileMode |= UnixFileMode.UserRead;
            File.ReadAllText(Target).Should().Be("new");
        }
    }

    private static void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

    private string Link(string name, string target)
    {
        File.CreateSymbolicLink(Path(name), target);
        return Path(name);
    }
}
