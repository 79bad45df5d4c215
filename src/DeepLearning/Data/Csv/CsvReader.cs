using System.Globalization;
using System.Text.Unicode;

namespace DeepLearning.Data;

/// <summary>Reads the records of a CSV file, as <see cref="CsvScanner"/> finds them, some at a time, in the order of the file.</summary>
/// <remarks>A byte order mark at the beginning is passed over.</remarks>
/// <param name="stream">The file in UTF-8; read to its end, and left open.</param>
/// <param name="separator">The separator, in ASCII.</param>
/// <param name="source">What messages call the file.</param>
internal sealed class CsvReader(Stream stream, char separator, string source)
{
    // The first records of a file are wanted early; later ones fill a second cache.
    private const int Smallest = 1 << 16;
    private const int Largest = 1 << 20;

    private readonly CsvScanner scanner = new((byte)separator);
    private int length = Smallest;
    private byte[] last = [];
    private int begin;
    private int end;
    private bool isEnd;
    private CsvDefect? defect;

    /// <summary>How many bytes have been read.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many of them the records were that have been given.</summary>
    public long PassedBytes => Bytes - (end - begin);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the next records into a block, instead of those that are there; false at the end.</summary>
    /// <exception cref="InvalidDataException">The first record that is left has misplaced quotes, or is no text in UTF-8.</exception>
    public bool TryRead(CsvBlock block)
    {
        while (defect is null)
        {
            Fill(block);
            var passed = begin;
            begin = scanner.Scan(last.AsSpan(0, end), begin, isEnd, block);
            defect = FirstOfText(passed, block) ?? scanner.Defect;
            if (block.Rows > 0)
            {
                return true;
            }

            if (isEnd && defect is null)
            {
                return false;
            }
        }

        throw defect.Error(source);
    }

    /// <summary>Moves what is left to the beginning of the block's bytes, more of them where all were full, and fills the rest.</summary>
    private void Fill(CsvBlock block)
    {
        var left = last.AsSpan(begin, end - begin);
        if (left.Length == length || (end == length && length < Largest))
        {
            length = NextLength();
        }

        last = block.Restart(length);
        left.CopyTo(last);
        (begin, end) = (0, left.Length);
        if (!isEnd)
        {
            var read = stream.ReadAtLeast(last.AsSpan(end, length - end), length - end, throwOnEndOfStream: false);
            begin = Bytes == 0 && last.AsSpan(0, read).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
            (Bytes, end) = (Bytes + read, end + read);
            isEnd = end < length;
        }
    }

    private int NextLength() => length < Array.MaxLength
        ? (int)Math.Min(2L * length, Array.MaxLength)
        : throw new InvalidDataException(string.Create(
            CultureInfo.InvariantCulture, $"{source} has a line of more than {Array.MaxLength:N0} bytes: is a quote never closed?"));

    /// <summary>What is wrong with the first record that is no text, which is left out with all behind it.</summary>
    private CsvDefect? FirstOfText(int passed, CsvBlock block)
    {
        var bytes = last.AsSpan(passed, begin - passed);
        if (!bytes.Contains((byte)0) && Utf8.IsValid(bytes))
        {
            return null;
        }

        for (var row = 0; row < block.Rows; row++)
        {
            var (first, next) = (block.Begin(row), row + 1 < block.Rows ? block.Begin(row + 1) : begin);
            if (CsvDefect.OfText(last.AsSpan(first, next - first), first, block, row) is { } found)
            {
                block.Truncate(row);
                return found;
            }
        }

        return null;
    }
}
