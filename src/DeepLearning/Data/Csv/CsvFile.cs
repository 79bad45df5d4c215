using System.Text;

namespace DeepLearning.Data;

/// <summary>Opens CSV files, whatever Unicode they are written in, as UTF-8.</summary>
internal static class CsvFile
{
    /// <summary>What messages call CSV that is no file.</summary>
    public const string Text = "CSV";

    /// <summary>The content of a file, decompressed where it is gzip: as it is, but for UTF-16 and UTF-32, told by their marks.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static Stream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stream = Gzip.OpenRead(path);
        Span<byte> mark = stackalloc byte[4];
        mark = mark[..stream.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        return EncodingOf(mark) is { } encoding
            ? new TextBytes(new StreamReader(stream, encoding), Path.GetFileName(path), ownsReader: true)
            : stream;
    }

    private static Encoding? EncodingOf(ReadOnlySpan<byte> mark) => mark switch
    {
        [0xFF, 0xFE, 0, 0] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0, 0, 0xFE, 0xFF] => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => null,
    };
}
