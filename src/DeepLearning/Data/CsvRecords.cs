using System.Globalization;

namespace DeepLearning.Data;

/// <summary>The records of a CSV file under the names of its columns.</summary>
internal sealed class CsvRecords
{
    /// <summary>What reading may allocate. An empty cell of a table of one row takes a byte of the file, and is a column.</summary>
    public static readonly ReadLimit Limit = new(256 + LabelBudget.Limit.BytesPerByte, (8 * ReadLimit.MiB) + LabelBudget.Limit.Besides);

    private readonly CsvReader reader;
    private readonly CsvOptions options;
    private readonly NameIndex places;
    private readonly Queue<List<CsvField>> ahead = new();

    /// <exception cref="ArgumentException">The options do not fit.</exception>
    /// <exception cref="InvalidDataException">The file is empty, two columns have one name, or the separator is another.</exception>
    public CsvRecords(TextReader text, string source, CsvOptions options)
    {
        var separator = options.Separator;
        if (char.IsLetterOrDigit(separator) || separator is '"' or '\r' or '\n' or '\0' or '.' or '+' or '-')
        {
            throw new ArgumentException(
                "The separator may not be a quote, a line break, a letter, a digit, a point or a sign.", nameof(options));
        }

        (Source, this.options) = (source, options);
        reader = new CsvReader(text, separator, source);
        var first = reader.ReadRecord() ?? throw new InvalidDataException($"{source} is empty.");
        RequireSeparator(first);
        if (!options.HasHeader)
        {
            ahead = new(ahead.Prepend(first));
        }

        Names = options.HasHeader
            ? [.. first.Select(field => field.Text.Trim())]
            : [.. Enumerable.Range(1, first.Count).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        places = new NameIndex(Names);
        if (places.Repeated is var (earlier, later))
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source}: columns {earlier + 1} and {later + 1} are both named {Text.Quoted(Names[later])}.{HeaderHint()}"));
        }
    }

    /// <summary>What messages call the file.</summary>
    public string Source { get; }

    /// <summary>The names of the columns: the first line, or numbers.</summary>
    public string[] Names { get; }

    /// <summary>How many characters of the file have been read: at most as many as it has bytes.</summary>
    public long Characters => reader.Characters;

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

    /// <summary>The next record, as long as there are names; null at the end.</summary>
    /// <exception cref="InvalidDataException">The record has more or fewer fields, or is malformed.</exception>
    public List<CsvField>? Read()
    {
        var record = ahead.TryDequeue(out var next) ? next : reader.ReadRecord();
        if (record is not null && record.Count != Names.Length)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Source}, line {record[0].Line}: there {Plural.Are(record.Count, "field")}, but the first line has {Names.Length}."));
        }

        return record;
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

    private void RequireSeparator(List<CsvField> first)
    {
        if (first.Count == 1 && reader.ReadRecord() is var second)
        {
            if (second is not null)
            {
                ahead.Enqueue(second);
            }

            if (CsvSeparator.Problem(first, second, options.Separator) is { } problem)
            {
                throw new InvalidDataException($"{Source} {problem}");
            }
        }
    }

    private string HeaderHint() => options.HasHeader && Array.TrueForAll(Names, text => NumberText.TryParse<double>(text, out _))
        ? " All names are numbers: if the file has no line of names, set CsvOptions.HasHeader to false."
        : "";
}
