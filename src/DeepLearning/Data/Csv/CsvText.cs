using System.Buffers;
using System.Text;

namespace DeepLearning.Data;

/// <summary>Text as UTF-8 bytes: its ends and its lines.</summary>
internal static class CsvText
{
    private const byte LastControl = 0x20;
    private const byte LastAscii = 0x7F;

    /// <summary>The text without the white space around it, as Unicode defines that.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && IsSpecial(text[0]) && Rune.DecodeFromUtf8(text, out var rune, out var bytes) is OperationStatus.Done
            && Rune.IsWhiteSpace(rune))
        {
            text = text[bytes..];
        }

        while (!text.IsEmpty && IsSpecial(text[^1]) && Rune.DecodeLastFromUtf8(text, out var rune, out var bytes) is OperationStatus.Done
            && Rune.IsWhiteSpace(rune))
        {
            text = text[..^bytes];
        }

        return text;
    }

    /// <summary>How many lines end in a text: with LF, CR LF or CR.</summary>
    public static int LineBreaks(ReadOnlySpan<byte> text)
    {
        var breaks = text.Count((byte)'\n') + text.Count((byte)'\r');
        for (var at = text.IndexOf("\r\n"u8); at >= 0; at = text.IndexOf("\r\n"u8))
        {
            breaks--;
            text = text[(at + 2)..];
        }

        return breaks;
    }

    private static bool IsSpecial(byte first) => first is <= LastControl or > LastAscii;
}
