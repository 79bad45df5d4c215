using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>A CSV file as a dataset: which column is what, and every cell read or refused.</summary>
internal sealed class CsvTable<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string FeatureAdvice =
        "Every feature must be a finite number: fill in what is missing, or leave the column out with CsvOptions.Ignore.";

    private const string TargetAdvice = "Every target must be a finite number: a column of classes is named as label, not as target.";

    private readonly CsvReader reader;
    private readonly string source;
    private readonly CsvOptions options;
    private string[] names = [];

    public CsvTable(TextReader reader, string source, CsvOptions options, bool classes)
    {
        if (!classes && options.ClassNames is not null)
        {
            throw new ArgumentException("ClassNames are for a label; targets are numbers, without classes.", nameof(options));
        }

        var separator = options.Separator;
        if (char.IsLetterOrDigit(separator) || separator is '"' or '\r' or '\n' or '.' or '+' or '-')
        {
            throw new ArgumentException("The separator may not be a quote, a line break, a letter, a digit, a point or a sign.", nameof(options));
        }

        this.reader = new CsvReader(reader, separator, source);
        this.source = source;
        this.options = options;
    }

    public Dataset<T> Read(string? label, IReadOnlyList<string> targets, string targetArgument)
    {
        var first = reader.ReadRecord() ?? throw new InvalidDataException($"{source} is empty.");
        names = Names(first);
        var labelColumn = label is null ? -1 : Find(label, nameof(label));
        int[] targetColumns = [.. targets.Select(target => Find(target, targetArgument))];
        int[] ignored = [.. options.Ignore.Select(name => Find(name, "options"))];
        int[] features = [.. Enumerable.Range(0, names.Length).Except([labelColumn, .. targetColumns, .. ignored])];
        if (features.Length == 0)
        {
            throw new InvalidDataException($"{source} has no column left for a feature; its columns are {names.Enumerated()}.");
        }

        var (x, y, labels) = (new List<T>(), new List<T>(), new List<CsvField>());
        for (var record = options.HasHeader ? reader.ReadRecord() : first; record is not null; record = reader.ReadRecord())
        {
            if (record.Count != names.Length)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source}, line {record[0].Line}: there {Text.Are(record.Count, "field")}, but the first line has {names.Length}."));
            }

            AddNumbers(x, record, features, FeatureAdvice);
            AddNumbers(y, record, targetColumns, TargetAdvice);
            if (label is not null)
            {
                labels.Add(Label(record[labelColumn], labelColumn));
            }
        }

        if (x.Count == 0)
        {
            throw new InvalidDataException($"{source} has the names of the columns, but no examples.");
        }

        string[]? featureNames = options.HasHeader ? Array.ConvertAll(features, column => names[column]) : null;
        return label is null
            ? new Dataset<T>([.. x], features.Length, [.. y], targetColumns.Length, featureNames, classNames: null)
            : Classified([.. x], features.Length, labels, labelColumn, featureNames);
    }

    private string[] Names(List<CsvField> first)
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
                    CultureInfo.InvariantCulture, $"{source}: columns {earlier + 1} and {column + 1} are both named \"{header[column]}\".{HeaderHint(header)}"));
            }
        }

        return header;
    }

    private int Find(string name, string argument)
    {
        var column = names.IndexOfName(name);
        if (column >= 0)
        {
            return column;
        }

        throw new ArgumentException($"{source} has no column \"{name}\"; its columns are {names.Enumerated()}.{HeaderHint(names)}", argument);
    }

    private string HeaderHint(string[] header) =>
        options.HasHeader && header.All(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? " All names are numbers: if the file has no line of names, set CsvOptions.HasHeader to false."
            : "";

    private void AddNumbers(List<T> numbers, List<CsvField> record, int[] columns, string advice)
    {
        foreach (var column in columns)
        {
            var (text, line) = record[column];
            if (!T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                var problem = string.IsNullOrWhiteSpace(text) ? "the value is missing" : $"\"{text}\" is not a number";
                throw new InvalidDataException($"{Place(line, column)}: {problem}. {advice}");
            }

            if (!T.IsFinite(number))
            {
                throw new InvalidDataException($"{Place(line, column)}: \"{text}\" is not a finite {ElementType.Name<T>()}. {advice}");
            }

            numbers.Add(number);
        }
    }

    private CsvField Label(CsvField field, int column)
    {
        var text = field.Text.Trim();
        if (text.Length == 0)
        {
            throw new InvalidDataException($"{Place(field.Line, column)}: the label is missing. Fill it in, or remove the line.");
        }

        return field with { Text = text };
    }

    private Dataset<T> Classified(T[] x, int features, List<CsvField> labels, int column, string[]? featureNames)
    {
        string[] texts = [.. labels.Select(field => field.Text)];
        IReadOnlyList<string> classNames = options.ClassNames is null
            ? ClassesFound(texts, column)
            : DatasetGuard.ClassNames(options.ClassNames, options.ClassNames.Count)!;
        foreach (var field in labels)
        {
            if (options.ClassNames is not null && classNames.IndexOfName(field.Text) < 0)
            {
                throw new InvalidDataException($"{Place(field.Line, column)}: \"{field.Text}\" is none of the classes {classNames.Enumerated()}.");
            }
        }

        var y = OneHot.EncodeColumns<T>(ClassLabels.Number(texts, classNames), classNames.Count);
        return new Dataset<T>(x, features, y, classNames.Count, featureNames, classNames);
    }

    private string[] ClassesFound(string[] labels, int column)
    {
        try
        {
            return ClassLabels.Order(labels);
        }
        catch (FormatException unusable)
        {
            throw new InvalidDataException($"{Column(column)}: {unusable.Message}", unusable);
        }
    }

    private string Place(int line, int column) =>
        $"{source}, line {line.ToString(CultureInfo.InvariantCulture)}, {Column(column)[(source.Length + 2)..]}";

    private string Column(int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{source}, column {column + 1}{(options.HasHeader ? $" \"{names[column]}\"" : "")}");
}
