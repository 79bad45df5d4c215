using System.Globalization;
using System.Text;

namespace DeepLearning.Data;

/// <summary>
/// Reads records of RFC 4180: quoted fields may hold separators, line breaks and doubled quotes; lines end with LF, CR LF or CR.
/// </summary>
/// <remarks>Blanks before and behind the quotes of a field do not count. A byte order mark at the beginning is passed over.</remarks>
internal sealed class CsvReader(TextReader reader, char separator, string source)
{
    private const int End = -1;
    private const char ByteOrderMark = '\uFEFF';
    private readonly StringBuilder text = new();
    private readonly char[] buffer = new char[4096];
    private int position;
    private int length;
    private int line = 1;
    private int fields;

    /// <summary>How many characters have been read.</summary>
    public long Characters { get; private set; }

    /// <summary>The next record that is not a blank line, or null at the end.</summary>
    /// <exception cref="InvalidDataException">Quotes stand where they may not, or the text is not UTF-8.</exception>
    public List<CsvField>? ReadRecord()
    {
        while (Peek() is '\r' or '\n')
        {
            ReadLineBreak();
        }

        if (Peek() == End)
        {
            return null;
        }

        var record = new List<CsvField>(fields);
        while (true)
        {
            record.Add(ReadField(line, record.Count + 1));
            if (Peek() == separator)
            {
                Read();
                continue;
            }

            if (Peek() != End)
            {
                ReadLineBreak();
            }

            fields = record.Count;
            return record;
        }
    }

    private CsvField ReadField(int begin, int column)
    {
        text.Clear();
        while (!AtEndOfField())
        {
            switch (Peek())
            {
                case '"' when IsBlank():
                    text.Clear();
                    ReadQuoted(begin, column);
                    return new CsvField(text.ToString(), begin, IsQuoted: true);
                case '"':
                    throw Malformed(
                        begin, column,
                            "a quote stands inside the field, which does not begin with one: put the whole field in quotes and double " +
                            "the quote.", text[^1]);
                default:
                    text.Append(ReadCharacter(begin, column));
                    break;
            }
        }

        return new CsvField(text.ToString(), begin, IsQuoted: false);
    }

    private void ReadQuoted(int begin, int column)
    {
        Read();
        while (true)
        {
            switch (Peek())
            {
                case End:
                    throw Malformed(begin, column, "the quote that begins the field is never closed.");
                case '\r' or '\n':
                    ReadLineBreak(keep: true);
                    break;
                case '"':
                    Read();
                    if (Peek() != '"')
                    {
                        ReadBlanks(begin, column);
                        return;
                    }

                    text.Append((char)Read());
                    break;
                default:
                    text.Append(ReadCharacter(begin, column));
                    break;
            }
        }
    }

    /// <summary>What may follow the quote that ends a field.</summary>
    private void ReadBlanks(int begin, int column)
    {
        while (!AtEndOfField())
        {
            var next = ReadCharacter(begin, column);
            if (!char.IsWhiteSpace(next))
            {
                throw Malformed(begin, column, "text follows the quote that ends the field: double a quote inside a field.", next);
            }
        }
    }

    private bool IsBlank()
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool AtEndOfField() => Peek() is var next && (next == separator || next is End or '\r' or '\n');

    private char ReadCharacter(int begin, int column) => Read() is not 0 and var next
        ? (char)next
        : throw Malformed(
            begin, column, "there is a character NUL, which no text has: the file is damaged, or is not UTF-8. Save it as UTF-8.");

    private void ReadLineBreak(bool keep = false)
    {
        var first = Read();
        if (keep)
        {
            text.Append((char)first);
        }

        if (first == '\r' && Peek() == '\n')
        {
            Read();
            if (keep)
            {
                text.Append('\n');
            }
        }

        line++;
    }

    private int Read()
    {
        var next = Peek();
        position++;
        return next;
    }

    private int Peek()
    {
        if (position == length)
        {
            Fill();
        }

        return length == 0 ? End : buffer[position];
    }

    private void Fill()
    {
        try
        {
            position = 0;
            length = reader.Read(buffer, 0, buffer.Length);
        }
        catch (DecoderFallbackException notUtf8)
        {
            // The decoder works a buffer ahead, so the bad byte may be some lines further on.
            throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"{source} is not UTF-8, in line {line} or after it: save it as UTF-8."),
                notUtf8);
        }

        var begins = Characters == 0;
        Characters += length;
        if (begins && length > 0 && buffer[0] == ByteOrderMark && ++position == length)
        {
            Fill();
        }
    }

    private InvalidDataException Malformed(int begin, int column, string problem, char beside = '"') =>
        new(
            string.Create(
                CultureInfo.InvariantCulture, $"{source}, line {begin}, column {column}: {problem}{CsvSeparator.Hint(beside, separator)}"));
}
