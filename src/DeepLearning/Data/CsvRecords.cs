using System.Globalization;

namespace DeepLearning;

/// <summary>The records of a CSV file under the names of its columns.</summary>
internal sealed class CsvRecords
{
    private readonly CsvReader reader;
    private readonly CsvOptions options;
    private readonly List<CsvField> first;
    private bool begun;

    /// <exception cref="ArgumentException">The options do not fit.</exception>
    /// <exception cref="InvalidDataException">The file is empty, or two columns have one name.</exception>
    public CsvRecords(TextReader text, string source, CsvOptions options)
    {
        var separator = options.Separator;
        if (char.IsLetterOrDigit(separator) || separator is '"' or '\r' or '\n' or '.' or '+' or '-')
        {
            throw new ArgumentException("The separator may not be a quote, a line break, a letter, a digit, a point or a sign.", nameof(options));
        }

        (Source, this.options) = (source, options);
        reader = new CsvReader(text, separator, source);
        first = reader.ReadRecord() ?? throw new InvalidDataException($"{source} is empty.");
        Names = FindNames();
    }

    /// <summary>What messages call the file.</summary>
    public string Source { get; }

    /// <summary>The names of the columns: the first line, or numbers.</summary>
    public string[] Names { get; }

    /// <summary>The numbers of the columns that are left after those that the options ignore.</summary>
    public IEnumerable<int> Kept => Enumerable.Range(0, Names.Length).Except([.. options.Ignore.Select(name => Find(name, "options"))]);

    /// <summary>The next record, as long as there are names; null at the end.</summary>
    /// <exception cref="InvalidDataException">The record has more or fewer fields, or is malformed.</exception>
    public List<CsvField>? Read()
    {
        var record = begun || options.HasHeader ? reader.ReadRecord() : first;
        begun = true;
        if (record is not null && record.Count != Names.Length)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Source}, line {record[0].Line}: there {Plural.Are(record.Count, "field")}, but the first line has {Names.Length}."));
        }

        return record;
    }

    /// <exception cref="ArgumentException">There is no column of this name.</exception>
    public int Find(string name, string argument)
    {
        var column = Names.IndexOfName(name);
        if (column >= 0)
        {
            return column;
        }

        throw new ArgumentException($"{Source} has no column \"{name}\"; its columns are {Names.Enumerated()}.{HeaderHint(Names)}", argument);
    }

    /// <summary>The place of a cell, as errors name it.</summary>
    public string Place(int line, int column) =>
        $"{Source}, line {line.ToString(CultureInfo.InvariantCulture)}, {Column(column)[(Source.Length + 2)..]}";

    /// <summary>A column, as errors name it.</summary>
    public string Column(int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{Source}, column {column + 1}{(options.HasHeader ? $" \"{Names[column]}\"" : "")}");

    private string[] FindNames()
    {
        if (!options.HasHeader)
        {
            return [.. Enumerable.Range(1, first.Count).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        }

        string[] header = [.. first.Select(field => field.Text.Trim())];
        for (var column = 0; column < header.Length; column++)
        {
            var earlier = Array.IndexOf(header, header[column]);
            if (earlier < column)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture, $"{Source}: columns {earlier + 1} and {column + 1} are both named \"{header[column]}\".{HeaderHint(header)}"));
            }
        }

        return header;
    }

    private string HeaderHint(string[] header) =>
        options.HasHeader && header.All(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? " All names are numbers: if the file has no line of names, set CsvOptions.HasHeader to false."
            : "";
}
