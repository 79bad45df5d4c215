namespace DeepLearning.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private string Target => Path.Combine(folder.FullName, "file.txt");

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
    public void Write_TargetThatIsAFolder_FailsAndLeavesNothing()
    {
        Directory.CreateDirectory(Target);

        FluentActions.Invoking(() => AtomicFile.Write(Target, stream => stream.Write("new"u8))).Should().Throw<SystemException>();

        folder.GetFileSystemInfos().Should().ContainSingle();
    }

    [Fact]
    public void Write_ShorterThanTheOldFile_LeavesNoneOfTheOld()
    {
        File.WriteAllText(Target, "something long");
        AtomicFile.Write(Target, stream => stream.Write("new"u8));
        File.ReadAllText(Target).Should().Be("new");
    }
}
