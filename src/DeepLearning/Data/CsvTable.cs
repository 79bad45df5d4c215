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

    private readonly CsvRecords records;
    private readonly CsvOptions options;

    public CsvTable(TextReader reader, string source, CsvOptions options, bool classes)
    {
        if (!classes && options.ClassNames is not null)
        {
            throw new ArgumentException("ClassNames are for a label; targets are numbers, without classes.", nameof(options));
        }

        this.options = options;
        records = new CsvRecords(reader, source, options);
    }

    public Dataset<T> Read(string? label, IReadOnlyList<string> targets, string targetArgument)
    {
        var labelColumn = label is null ? -1 : records.Find(label, nameof(label));
        int[] targetColumns = [.. targets.Select(target => records.Find(target, targetArgument))];
        int[] features = [.. records.Kept.Except([labelColumn, .. targetColumns])];
        if (features.Length == 0)
        {
            throw new InvalidDataException($"{records.Source} has no column left for a feature; its columns are {records.Names.Enumerated()}.");
        }

        var (x, y, labels) = (new List<T>(), new List<T>(), new List<CsvField>());
        while (records.Read() is { } record)
        {
            AddNumbers(x, record, features, FeatureAdvice);
            AddNumbers(y, record, targetColumns, TargetAdvice);
            if (label is not null)
            {
                labels.Add(Label(record[labelColumn], labelColumn));
            }
        }

        if (x.Count == 0)
        {
            throw new InvalidDataException($"{records.Source} has the names of the columns, but no examples.");
        }

        string[]? featureNames = options.HasHeader ? Array.ConvertAll(features, column => records.Names[column]) : null;
        return label is null
            ? new Dataset<T>([.. x], features.Length, [.. y], targetColumns.Length, featureNames, classNames: null)
            : Classified([.. x], features.Length, labels, labelColumn, featureNames);
    }

    private void AddNumbers(List<T> numbers, List<CsvField> record, int[] columns, string advice)
    {
        foreach (var column in columns)
        {
            var (text, line) = record[column];
            if (!T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                var problem = string.IsNullOrWhiteSpace(text) ? "the value is missing" : $"\"{text}\" is not a number";
                throw new InvalidDataException($"{records.Place(line, column)}: {problem}. {advice}");
            }

            if (!T.IsFinite(number))
            {
                throw new InvalidDataException($"{records.Place(line, column)}: \"{text}\" is not a finite {ElementType.Name<T>()}. {advice}");
            }

            numbers.Add(number);
        }
    }

    private CsvField Label(CsvField field, int column)
    {
        var text = field.Text.Trim();
        if (text.Length == 0)
        {
            throw new InvalidDataException($"{records.Place(field.Line, column)}: the label is missing. Fill it in, or remove the line.");
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
                throw new InvalidDataException($"{records.Place(field.Line, column)}: \"{field.Text}\" is none of the classes {classNames.Enumerated()}.");
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
            throw new InvalidDataException($"{records.Column(column)}: {unusable.Message}", unusable);
        }
    }
}
