using System.IO.Compression;

namespace DeepLearning.Fuzz;

/// <summary>
/// The reader of datasets in IDX under gzip. A file that is not compressed is compressed first, for behind a checksum no damage is found.
/// </summary>
internal sealed class CompressedIdxTarget() : IdxTarget("idx-compressed")
{
    /// <summary>What is documented counts the content, of which deflate makes up to a thousand bytes from one.</summary>
    public override ReadLimit Limit => new(4096, 64 * ReadLimit.MiB);

    /// <inheritdoc/>
    public override Action Read(byte[] file) => Read(file, areLabels: false);

    /// <inheritdoc/>
    public override byte[] Repaired(byte[] file) => file is [0x1F, 0x8B, ..] ? file : Compressed(file);

    /// <inheritdoc/>
    protected override IReadOnlyList<byte[]> MakeSeeds()
    {
        var plain = base.MakeSeeds().Where(file => file[3] > 1).ToArray();
        return [.. plain, .. plain.Select(Compressed), [.. Compressed(plain[0][..9]), .. Compressed(plain[0][9..])]];
    }

    private static byte[] Compressed(byte[] file)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(file);
        }

        return compressed.ToArray();
    }
}
