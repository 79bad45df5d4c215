using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Data;

/// <summary>A CSV file as a dataset: which column is what, and every cell read or refused.</summary>
internal sealed class CsvTable<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string FeatureAdvice =
        "Every feature must be a finite number: fill in what is missing, or leave the column out with CsvOptions.Ignore.";

    private const string TargetAdvice = "Every target must be a finite number: a column of classes is named as label, not as target.";

    private const string ManyClassesAdvice =
        "Learn numbers with target: instead of label:, leave identifiers out with CsvOptions.Ignore, or, if they are classes, list them " +
        "in CsvOptions.ClassNames.";

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

    /// <summary>How many numbers an array holds at most.</summary>
    public int MostNumbers { get; init; } = Array.MaxLength;

    public Dataset<T> Read(string? label, IReadOnlyList<string> targets, string targetArgument)
    {
        int[] learned = label is null
            ? [.. targets.Select(target => records.Find(target, targetArgument))]
            : [records.Find(label, nameof(label))];
        var features = records.Kept(learned);
        if (features.Length == 0)
        {
            throw new InvalidDataException(
                $"{records.Source} has no column left for a feature; its columns are {records.Names.Enumerated()}.");
        }

        var (x, y, labels) = (new List<T>(), new List<T>(), new List<CsvField>());
        while (records.Read() is { } record)
        {
            AddNumbers(x, record, features, FeatureAdvice);
            if (label is null)
            {
                AddNumbers(y, record, learned, TargetAdvice);
            }
            else
            {
                labels.Add(Label(record[learned[0]], learned[0]));
            }
        }

        if (x.Count == 0)
        {
            throw new InvalidDataException($"{records.Source} has the names of the columns, but no examples.");
        }

        string[]? featureNames = options.HasHeader ? Array.ConvertAll(features, column => records.Names[column]) : null;
        return label is null
            ? new Dataset<T>([.. x], features.Length, [.. y], learned.Length, featureNames, classNames: null) { TargetNames = [.. targets] }
            : Classified([.. x], features.Length, labels, learned[0], featureNames);
    }

    private void AddNumbers(List<T> numbers, List<CsvField> record, int[] columns, string advice)
    {
        if (numbers.Count > MostNumbers - columns.Length)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{records.Source}, line {record[0].Line}: with this line there are more than {MostNumbers:N0} numbers, the most that " +
                $"fit into one array: divide the file."));
        }

        foreach (var column in columns)
        {
            var (text, line, _) = record[column];
            if (!NumberText.TryParse<T>(text, out var number))
            {
                var problem = string.IsNullOrWhiteSpace(text) ? "the value is missing." : records.NotANumber(text);
                throw new InvalidDataException($"{records.Place(line, column)}: {problem} {advice}");
            }

            if (!T.IsFinite(number))
            {
                throw new InvalidDataException(
                    $"{records.Place(line, column)}: {Text.Quoted(text)} is not a finite {ElementType.Name<T>()}. {advice}");
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
            ? ClassesFound(labels, texts, column)
            : DatasetGuard.ClassNames(options.ClassNames, options.ClassNames.Count)!;
        var numbers = ClassLabels.Number(texts, classNames, (i, problem) =>
            new InvalidDataException($"{records.Place(labels[i].Line, column)}: {problem}"));
        if (!ArrayLength.Fits(classNames.Count, numbers.Length))
        {
            throw new InvalidDataException(
                $"{records.Column(column)}: {ArrayLength.TooLong(classNames.Count, numbers.Length, "The one-hot labels")}");
        }

        var y = Matrices.OneHotColumns<T>(numbers, classNames.Count);
        return new Dataset<T>(x, features, y, classNames.Count, featureNames, classNames);
    }

    private string[] ClassesFound(List<CsvField> labels, string[] texts, int column)
    {
        var classNames = ClassLabels.Order(
            texts, i => string.Create(CultureInfo.InvariantCulture, $"line {labels[i].Line}"),
            "if they are two classes, list both in CsvOptions.ClassNames",
            problem => new InvalidDataException($"{records.Column(column)}: {problem}"));
        return LabelBudget.Problem(
            records.Characters, classNames.Length, texts.Length, Unsafe.SizeOf<T>(), "line", ManyClassesAdvice) is { } problem
            ? throw new InvalidDataException($"{records.Column(column)}: {problem}")
            : classNames;
    }
}
