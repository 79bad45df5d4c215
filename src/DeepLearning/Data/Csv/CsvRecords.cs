using System.Globalization;

namespace DeepLearning.Data;

/// <summary>The records of a CSV file under the names of its columns; where there are many, the next ones are found meanwhile.</summary>
internal sealed class CsvRecords : IDisposable
{
    /// <summary>What reading may allocate. An empty cell of a table of one row takes a byte of the file, and is a column.</summary>
    public static readonly ReadLimit Limit = new(256 + LabelBudget.Limit.BytesPerByte, (8 * ReadLimit.MiB) + LabelBudget.Limit.Besides);

    private readonly CsvReader reader;
    private readonly CsvOptions options;
    private readonly NameIndex places;
    private CsvBlock block = new();
    private CsvBlock following = new();
    private Task<bool>? ahead;
    private bool isFirst = true;
    private CsvDefect? defect;

    /// <exception cref="ArgumentException">The options do not fit.</exception>
    /// <exception cref="InvalidDataException">The file is empty, two columns have one name, or the separator is another.</exception>
    public CsvRecords(Stream stream, string source, CsvOptions options)
    {
        var separator = options.Separator;
        if (char.IsLetterOrDigit(separator) || separator is '"' or '\r' or '\n' or '\0' or '.' or '+' or '-' || !char.IsAscii(separator))
        {
            throw new ArgumentException(
                "The separator may not be a quote, a line break, a letter, a digit, a point or a sign, and must be ASCII.",
                nameof(options));
        }

        (Source, this.options) = (source, options);
        reader = new CsvReader(stream, separator, source);
        if (!reader.TryRead(block))
        {
            throw new InvalidDataException($"{source} is empty.");
        }

        var first = block.Row(0);
        RequireSeparator(first);
        Names = options.HasHeader
            ? [.. first.Select(field => field.Text.Trim())]
            : [.. Enumerable.Range(1, first.Length).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        places = new NameIndex(Names);
        if (places.Repeated is var (earlier, later))
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source}: columns {earlier + 1} and {later + 1} are both named {Text.Quoted(Names[later])}.{HeaderHint()}"));
        }

        ExpectedRows = Expected(stream);
        if (options.HasHeader)
        {
            block.RemoveFirst();
        }

        defect = FirstOfAnotherLength(block);
    }

    /// <summary>What messages call the file.</summary>
    public string Source { get; }

    /// <summary>The names of the columns: the first line, or numbers.</summary>
    public string[] Names { get; }

    /// <summary>How many records there are, judged by the first ones and rather too many; 0 where the length is not known.</summary>
    public int ExpectedRows { get; }

    /// <summary>How many bytes of the file have been read.</summary>
    public long Bytes => reader.Bytes;

    /// <summary>The numbers of the columns that are left after those that the options ignore, and after some others.</summary>
    public int[] Kept(params ReadOnlySpan<int> others)
    {
        var left = new bool[Names.Length];
        foreach (var name in options.Ignore)
        {
            left[Find(name, "options")] = true;
        }

        foreach (var column in others)
        {
            left[column] = true;
        }

        return [.. Enumerable.Range(0, left.Length).Where(column => !left[column])];
    }

    /// <summary>The next records, each as long as there are names; null at the end.</summary>
    /// <remarks>A block is filled again once the next one has been asked for.</remarks>
    /// <exception cref="InvalidDataException">The first record that is left has more or fewer fields, or is malformed.</exception>
    public CsvBlock? Next()
    {
        while (isFirst || TryAdvance())
        {
            isFirst = false;
            if (block.Rows > 0)
            {
                ahead = CsvThreads.AreWorth(block.Length) ? Task.Run(() => TryRead(following)) : null;
                return block;
            }
        }

        return null;
    }

    /// <summary>Waits until nothing is read any more.</summary>
    public void Dispose()
    {
        if (ahead is IAsyncResult reading)
        {
            reading.AsyncWaitHandle.WaitOne();
        }
    }

    /// <exception cref="ArgumentException">There is no column of this name.</exception>
    public int Find(string name, string argument) => places.Of(name) is >= 0 and var column
        ? column
        : throw new ArgumentException(
            $"{Source} has no column {Text.Quoted(name)}; its columns are {Names.Enumerated()}.{HeaderHint()}", argument);

    /// <summary>The place of a cell, as errors name it.</summary>
    public string Place(int line, int column) =>
        $"{Source}, line {line.ToString(CultureInfo.InvariantCulture)}, {Column(column)[(Source.Length + 2)..]}";

    /// <summary>A column, as errors name it.</summary>
    public string Column(int column) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{Source}, column {column + 1}{(options.HasHeader ? " " + Text.Quoted(Names[column]) : "")}");

    /// <summary>What is wrong with a text that is no number; null where it is missing or of another kind.</summary>
    public string NotANumber(string text) => NumberText.HasDecimalComma(text)
        ? $"{Text.Quoted(text)} seems to be a number with a decimal comma: write numbers with a point, and without separators of thousands."
        : $"{Text.Quoted(text)} is not a number.{CsvSeparator.HintOfNumbers(text, options.Separator)}";

    private int Expected(Stream stream) => stream.CanSeek
        ? (int)Math.Min(Array.MaxLength, (long)Math.Ceiling(1.02 * block.Rows * stream.Length / reader.PassedBytes))
        : 0;

    private bool TryAdvance()
    {
        if (ahead is null)
        {
            return TryRead(block);
        }

        var isRead = ahead.GetAwaiter().GetResult();
        (block, following) = (following, block);
        return isRead;
    }

    private bool TryRead(CsvBlock into)
    {
        if (defect is not null)
        {
            throw defect.Error(Source);
        }

        var isRead = reader.TryRead(into);
        defect = FirstOfAnotherLength(into);
        return isRead;
    }

    /// <summary>What is wrong with the first record of another length than the first line; it and all behind it are left out.</summary>
    private CsvDefect? FirstOfAnotherLength(CsvBlock records)
    {
        for (var row = 0; row < records.Rows; row++)
        {
            if (records.Columns(row) is var columns && columns != Names.Length)
            {
                var line = records.Line(row);
                records.Truncate(row);
                return new CsvDefect(line, Column: null, string.Create(
                    CultureInfo.InvariantCulture, $"there {Plural.Are(columns, "field")}, but the first line has {Names.Length}."));
            }
        }

        return null;
    }

    private void RequireSeparator(CsvField[] first)
    {
        var second = block.Rows > 1 ? block.Row(1) : null;
        if (first.Length == 1 && CsvSeparator.Problem(first, second, options.Separator) is { } problem)
        {
            throw new InvalidDataException($"{Source} {problem}");
        }
    }

    private string HeaderHint() => options.HasHeader && Array.TrueForAll(Names, text => NumberText.TryParse<double>(text, out _))
        ? " All names are numbers: if the file has no line of names, set CsvOptions.HasHeader to false."
        : "";
}
