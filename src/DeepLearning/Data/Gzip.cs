using System.Globalization;
using System.IO.Compression;

namespace DeepLearning.Data;

/// <summary>Opens a file, compressed or not: what is gzip is told by its first two bytes, not by its name.</summary>
internal static class Gzip
{
    /// <summary>
    /// How long the content of a compressed file may be. Deflate makes up to a thousand bytes of one; MNIST's images are 4.7 times as long
    /// as their files, and a table of zeros and ones some thirty times.
    /// </summary>
    public static readonly ReadLimit Limit = new(100, 16 * ReadLimit.MiB);

    private const int Step = 1 << 16;

    private static ReadOnlySpan<byte> Seal => "end of the compressed file"u8;

    /// <summary>The content of a file, decompressed.</summary>
    /// <exception cref="InvalidDataException">A compressed file is damaged, ends early, or would be longer than its limit.</exception>
    public static Stream OpenRead(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            var compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            if (!compressed)
            {
                return file;
            }

            using (file)
            {
                return Decompress(file, Path.GetFileName(path));
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <remarks>
    /// GZipStream takes the early end of its input for the end of the data, so half a download would be half a dataset. It does read
    /// members that follow one another: a seal appended as a last member comes out at the end only if all before it was whole.
    /// The content is measured, step by step and without keeping it, before it is allocated.
    /// </remarks>
    private static MemoryStream Decompress(FileStream file, string source)
    {
        var most = (long)Int128.Min(Limit.Of(file.Length), Array.MaxLength - Seal.Length);
        if (file.Length > most)
        {
            throw TooLong(source, file.Length, most);
        }

        using var members = Members(file);
        var length = Measure(members, most, source);
        if (length > most)
        {
            throw TooLong(source, file.Length, most);
        }

        var content = new byte[length + Seal.Length];
        using var gzip = Decompressing(members);
        return gzip.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == content.Length && content.AsSpan().EndsWith(Seal)
            ? new MemoryStream(content, 0, (int)length, writable: false)
            : throw Damaged(source, inner: null);
    }

    /// <summary>The compressed bytes of the file, followed by the seal, compressed too.</summary>
    private static MemoryStream Members(FileStream file)
    {
        var members = new MemoryStream((int)file.Length + (4 * Seal.Length));
        file.CopyTo(members);
        using var last = new GZipStream(members, CompressionLevel.Fastest, leaveOpen: true);
        last.Write(Seal);
        return members;
    }

    /// <summary>The length of the content without the seal; counted no further than a step beyond the most.</summary>
    private static long Measure(MemoryStream members, long most, string source)
    {
        var length = (long)-Seal.Length;
        var step = new byte[Step];
        try
        {
            using var gzip = Decompressing(members);
            for (var read = -1; read != 0 && length <= most; length += read)
            {
                read = gzip.Read(step);
            }
        }
        catch (InvalidDataException damaged)
        {
            throw Damaged(source, damaged);
        }

        return length >= 0 ? length : throw Damaged(source, inner: null);
    }

    private static GZipStream Decompressing(MemoryStream members)
    {
        members.Position = 0;
        return new GZipStream(members, CompressionMode.Decompress, leaveOpen: true);
    }

    private static InvalidDataException TooLong(string source, long length, long most) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{source} is gzip of {length:N0} bytes, and its content is longer than the {most:N0} bytes that are decompressed of so many. If " +
        $"that is right, decompress the file first."));

    private static InvalidDataException Damaged(string source, Exception? inner) =>
        new($"{source} is gzip, but damaged or cut short: fetch or write it again.", inner);
}
