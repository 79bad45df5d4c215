using System.Globalization;
using System.Text;

namespace DeepLearning;

/// <summary>One field of a CSV file and the line, counted from 1, on which it begins.</summary>
internal readonly record struct CsvField(string Text, int Line);

/// <summary>Reads records of RFC 4180: quoted fields may hold separators, line breaks and doubled quotes; lines end with LF, CR LF or CR.</summary>
internal sealed class CsvReader(TextReader reader, char separator, string source)
{
    private const int End = -1;
    private readonly StringBuilder text = new();
    private readonly char[] buffer = new char[4096];
    private int position;
    private int length;
    private int line = 1;

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

        var record = new List<CsvField>();
        while (true)
        {
            var begin = line;
            text.Clear();
            if (Peek() == '"')
            {
                ReadQuoted(begin, record.Count + 1);
            }
            else
            {
                ReadPlain(begin, record.Count + 1);
            }

            record.Add(new CsvField(text.ToString(), begin));
            if (Peek() == separator)
            {
                Read();
                continue;
            }

            if (Peek() != End)
            {
                ReadLineBreak();
            }

            return record;
        }
    }

    private void ReadPlain(int begin, int column)
    {
        while (!AtEndOfField())
        {
            if (Peek() == '"')
            {
                throw Malformed(begin, column, $"a quote stands inside the field, which does not begin with one: put the whole field in quotes and double the quote.");
            }

            text.Append((char)Read());
        }
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
                        if (!AtEndOfField())
                        {
                            throw Malformed(begin, column, "text follows the quote that ends the field: double a quote inside a field.");
                        }

                        return;
                    }

                    text.Append((char)Read());
                    break;
                default:
                    text.Append((char)Read());
                    break;
            }
        }
    }

    private bool AtEndOfField() => Peek() is var next && (next == separator || next is End or '\r' or '\n');

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
                string.Create(CultureInfo.InvariantCulture, $"{source} is not UTF-8, in line {line} or after it: save it as UTF-8."), notUtf8);
        }
    }

    private InvalidDataException Malformed(int begin, int column, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{source}, line {begin}, column {column}: {problem}"));
}
