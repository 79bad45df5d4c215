using System.IO.Compression;
using System.Xml.Linq;

namespace DeepLearning.Tests;

/// <summary>
/// What holds for every reader of files: what it allocates is within a limit tied to the length of the file, and the documentation states
/// the limit.
/// </summary>
public sealed class ReaderLaws
{
    private static readonly Dictionary<string, LimitedReader> Readers = LimitedReader.All()
        .ToDictionary(reader => reader.Name, StringComparer.Ordinal);

    public static TheoryData<string, string> Files
    {
        get
        {
            var files = new TheoryData<string, string>();
            foreach (var reader in Readers.Values)
            {
                foreach (var file in reader.Files.Keys)
                {
                    files.Add(reader.Name, file);
                }
            }

            return files;
        }
    }

    public static TheoryData<string> Names => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_OfAHostileFile_AllocatesWithinTheLimit(string name, string file)
    {
        using var folder = new TemporaryFolder();
        var (reader, content) = (Readers[name], Readers[name].Files[file]);
        var path = folder.Write("hostile", content);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = Failing(() => reader.Read(path));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        (failure is null or InvalidDataException or ArgumentException)
            .Should().BeTrue($"only what is documented may be thrown, not {failure}");
        (failure?.Message.Length ?? 0).Should().BeLessThan(1500, "no message is as long as a file");

        // What is besides is for short files and their labels; these are long, or are refused.
        allocated.Should().BeLessThan((long)(reader.Limit with { Besides = ReadLimit.MiB }).Of(Length(content)));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{content.Length:N0} bytes: {allocated:N0} allocated, {(double)allocated / content.Length:F1} for each; {failure?.Message}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Documentation_StatesTheLimit(string name)
    {
        var documentation = XDocument.Load(Path.ChangeExtension(typeof(ReadLimit).Assembly.Location, ".xml"));
        var members = documentation.Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith(Readers[name].Documentation, StringComparison.Ordinal));
        string.Join(' ', members.First().Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Should().Contain($"allocates at most {Readers[name].Limit}");
    }

    [Fact]
    public void Documentation_StatesTheLimitOfCompressedFiles()
    {
        var documentation = File.ReadAllText(Path.ChangeExtension(typeof(ReadLimit).Assembly.Location, ".xml"));
        string.Join(' ', documentation.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Should().Contain($"to at most {Gzip.Limit}");
    }

    /// <summary>A compressed file counts as long as its content is, up to the limit of that.</summary>
    private static long Length(byte[] content)
    {
        if (content is not [0x1F, 0x8B, ..])
        {
            return content.Length;
        }

        using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return Math.Min(plain.Length, (long)Gzip.Limit.Of(content.Length));
    }

    private static Exception? Failing(Action read)
    {
        try
        {
            read();
            return null;
        }
#pragma warning disable CA1031 // Whatever is thrown is what is looked at.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure;
        }
    }
}
