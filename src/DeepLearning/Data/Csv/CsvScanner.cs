using System.Buffers;

namespace DeepLearning.Data;

/// <summary>
/// Finds the records of RFC 4180 in a piece of a file: quoted fields may hold separators, line breaks and doubled quotes; lines end with
/// LF, CR LF or CR. Blank lines are none, and blanks before and behind the quotes of a field do not count.
/// </summary>
/// <param name="separator">The separator, in ASCII.</param>
internal sealed class CsvScanner(byte separator)
{
    private const byte Quote = (byte)'"';
    private const byte LineFeed = (byte)'\n';
    private const byte Return = (byte)'\r';

    private readonly SearchValues<byte> stops = SearchValues.Create([separator, LineFeed, Return, Quote]);
    private int line = 1;
    private bool hasQuotes;
    private bool hasDoubledQuotes;

    /// <summary>What is wrong with the record at which scanning ended; null where nothing is.</summary>
    public CsvDefect? Defect { get; private set; }

    /// <summary>Adds all records to a block that are in the text from begin to its end, up to a defect.</summary>
    /// <param name="text">The bytes of the block; doubled quotes become single ones in it.</param>
    /// <param name="begin">Where the first line begins.</param>
    /// <param name="isEnd">Whether the file ends here: else a record whose end is not to be seen is left for later.</param>
    /// <param name="block">Where the records go.</param>
    /// <returns>Where the first record begins that was left.</returns>
    public int Scan(ReadOnlySpan<byte> text, int begin, bool isEnd, CsvBlock block)
    {
        for (var at = begin; ; begin = at)
        {
            if (at < text.Length && text[at] is LineFeed or Return)
            {
                if (!TryPassLineBreak(text, isEnd, ref at))
                {
                    return begin;
                }

                line++;
                continue;
            }

            if (at == text.Length)
            {
                return begin;
            }

            (hasQuotes, hasDoubledQuotes) = (false, false);
            block.AddRow(at, line);
            if (!TryPassRecord(text, isEnd, block, ref at))
            {
                block.Truncate(block.Rows - 1);
                return begin;
            }

            line += hasQuotes ? CsvText.LineBreaks(text[begin..at]) : 1;
            if (hasDoubledQuotes)
            {
                block.Undouble();
            }
        }
    }

    private bool TryPassRecord(ReadOnlySpan<byte> text, bool isEnd, CsvBlock block, ref int at)
    {
        while (true)
        {
            var begin = at;
            at = Stop(text, at);
            if (at < text.Length && text[at] == Quote)
            {
                if (!TryPassQuoted(text, isEnd, block, begin, ref at))
                {
                    return false;
                }
            }
            else
            {
                block.AddField(begin, at - begin);
            }

            if (at == text.Length)
            {
                return isEnd;
            }

            if (text[at] != separator)
            {
                return TryPassLineBreak(text, isEnd, ref at);
            }

            at++;
        }
    }

    /// <summary>Passes a field from its quote to the separator or line break behind it.</summary>
    private bool TryPassQuoted(ReadOnlySpan<byte> text, bool isEnd, CsvBlock block, int begin, ref int at)
    {
        if (!CsvText.Trim(text[begin..at]).IsEmpty)
        {
            return Refuse(
                text[..at], block, begin,
                "a quote stands inside the field, which does not begin with one: put the whole field in quotes and double the quote.",
                text[at - 1]);
        }

        hasQuotes = true;
        var content = ++at;
        while (true)
        {
            var length = text[at..].IndexOf(Quote);
            if (length < 0)
            {
                return isEnd && Refuse(text, block, begin, "the quote that begins the field is never closed.", Quote);
            }

            at += length + 1;
            if (at == text.Length || text[at] != Quote)
            {
                break;
            }

            hasDoubledQuotes = true;
            at++;
        }

        var behind = at;
        at = Stop(text, at);
        if (at == text.Length && !isEnd)
        {
            return false;
        }

        var rest = CsvText.Trim(text[behind..at]);
        if (!rest.IsEmpty || (at < text.Length && text[at] == Quote))
        {
            return Refuse(
                text[..at], block, begin, "text follows the quote that ends the field: double a quote inside a field.",
                rest.IsEmpty ? Quote : rest[0]);
        }

        block.AddField(content, behind - 1 - content);
        return true;
    }

    private bool Refuse(ReadOnlySpan<byte> text, CsvBlock block, int field, string problem, byte beside)
    {
        var row = block.Rows - 1;
        var record = block.Begin(row);
        Defect = CsvDefect.OfText(text[record..], record, block, row) ?? new CsvDefect(
            line + CsvText.LineBreaks(text[record..field]), block.Columns(row) + 1,
            problem + CsvSeparator.Hint((char)beside, (char)separator));
        return false;
    }

    private static bool TryPassLineBreak(ReadOnlySpan<byte> text, bool isEnd, ref int at)
    {
        var isReturn = text[at++] == Return;
        if (isReturn && at == text.Length)
        {
            // A line feed may follow.
            return isEnd;
        }

        at += isReturn && text[at] == LineFeed ? 1 : 0;
        return true;
    }

    private int Stop(ReadOnlySpan<byte> text, int at) =>
        text[at..].IndexOfAny(stops) is >= 0 and var length ? at + length : text.Length;
}
