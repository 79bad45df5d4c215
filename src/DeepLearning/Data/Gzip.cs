using System.IO.Compression;

namespace DeepLearning;

/// <summary>Opens a file, compressed or not: what is gzip is told by its first two bytes, not by its name.</summary>
internal static class Gzip
{
    /// <summary>The content of a file, decompressed.</summary>
    /// <exception cref="InvalidDataException">A compressed file is damaged or ends early.</exception>
    public static Stream OpenRead(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        if (!compressed)
        {
            return file;
        }

        using (file)
        {
            return Decompress(file, path);
        }
    }

    /// <remarks>
    /// GZipStream takes the early end of its input for the end of the data, so half a download would be half a dataset. It does read
    /// members that follow one another: a seal appended as a last member comes out at the end only if all before it was whole.
    /// </remarks>
    private static MemoryStream Decompress(FileStream file, string path)
    {
        var sealText = "end of the compressed file"u8;
        using var members = new MemoryStream();
        file.CopyTo(members);
        using (var last = new GZipStream(members, CompressionLevel.Fastest, leaveOpen: true))
        {
            last.Write(sealText);
        }

        members.Position = 0;
        var content = new MemoryStream();
        try
        {
            using var gzip = new GZipStream(members, CompressionMode.Decompress);
            gzip.CopyTo(content);
        }
        catch (InvalidDataException damaged)
        {
            throw Damaged(path, damaged);
        }

        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        if (!bytes.EndsWith(sealText))
        {
            throw Damaged(path, inner: null);
        }

        content.SetLength(content.Length - sealText.Length);
        content.Position = 0;
        return content;
    }

    private static InvalidDataException Damaged(string path, Exception? inner) =>
        new($"{Path.GetFileName(path)} is gzip, but damaged or cut short: fetch or write it again.", inner);
}
