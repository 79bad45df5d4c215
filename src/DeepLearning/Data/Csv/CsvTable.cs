using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Data;

/// <summary>A CSV file as a dataset: which column is what, and every cell read or refused.</summary>
internal sealed class CsvTable<T> : IDisposable
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
    private readonly SharedTexts shared = new();

    public CsvTable(Stream stream, string source, CsvOptions options, bool classes)
    {
        if (!classes && options.ClassNames is not null)
        {
            throw new ArgumentException("ClassNames are for a label; targets are numbers, without classes.", nameof(options));
        }

        this.options = options;
        records = new CsvRecords(stream, source, options);
    }

    /// <summary>How many numbers an array holds at most.</summary>
    public int MostNumbers { get; init; } = Array.MaxLength;

    /// <inheritdoc/>
    public void Dispose() => records.Dispose();

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

        var inputs = new CsvNumbers<T>(records, features, FeatureAdvice);
        var outputs = new CsvNumbers<T>(records, label is null ? learned : [], TargetAdvice);
        var (x, y, labels) = (new List<T[]>(), new List<T[]>(), new List<(string Text, int Line)>());
        var most = MostNumbers / Math.Max(inputs.Columns, outputs.Columns);
        for (var examples = 0; records.Next() is { } block; examples += block.Rows)
        {
            var problem = examples + block.Rows > most ? TooMany(block, most - examples) : null;
            if (label is not null)
            {
                problem = AddLabels(labels, block, learned[0]) ?? problem;
            }

            x.Add(new T[(long)block.Rows * inputs.Columns]);
            y.Add(new T[(long)block.Rows * outputs.Columns]);
            CsvThreads.ForRanges(block.Rows, block.Length, (first, end) =>
            {
                for (var row = first; row < end; row++)
                {
                    inputs.Read(block, row, x[^1].AsSpan(row * inputs.Columns, inputs.Columns));
                    outputs.Read(block, row, y[^1].AsSpan(row * outputs.Columns, outputs.Columns));
                }
            });
            if (problem is not null)
            {
                throw problem;
            }
        }

        if (x.Count == 0)
        {
            throw new InvalidDataException($"{records.Source} has the names of the columns, but no examples.");
        }

        string[]? featureNames = options.HasHeader ? Array.ConvertAll(features, column => records.Names[column]) : null;
        return label is null
            ? new Dataset<T>(Joined(x), features.Length, Joined(y), learned.Length, featureNames, classNames: null)
            {
                TargetNames = [.. targets],
            }
            : Classified(Joined(x), features.Length, labels, learned[0], featureNames);
    }

    /// <summary>Leaves out the rows for which there is no room.</summary>
    private InvalidDataException TooMany(CsvBlock block, int room)
    {
        var line = block.Line(room);
        block.Truncate(room);
        return new(string.Create(
            CultureInfo.InvariantCulture,
            $"{records.Source}, line {line}: with this line there are more than {MostNumbers:N0} numbers, the most that fit into one " +
            $"array: divide the file."));
    }

    /// <summary>Adds the labels up to one that is missing, behind whose row the others are left out.</summary>
    private InvalidDataException? AddLabels(List<(string Text, int Line)> labels, CsvBlock block, int column)
    {
        for (var row = 0; row < block.Rows; row++)
        {
            var label = block[row, column];
            if (label.IsEmpty)
            {
                var place = records.Place(block.Line(row, column), column);
                block.Truncate(row + 1);
                return new($"{place}: the label is missing. Fill it in, or remove the line.");
            }

            labels.Add((shared.Of(label), block.Line(row, column)));
        }

        return null;
    }

    private static T[] Joined(List<T[]> parts)
    {
        var joined = new T[parts.Sum(part => part.Length)];
        for (var (i, at) = (0, 0); i < parts.Count; at += parts[i++].Length)
        {
            parts[i].CopyTo(joined, at);
        }

        return joined;
    }

    private Dataset<T> Classified(T[] x, int features, List<(string Text, int Line)> labels, int column, string[]? featureNames)
    {
        string[] texts = [.. labels.Select(label => label.Text)];
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

    private string[] ClassesFound(List<(string Text, int Line)> labels, string[] texts, int column)
    {
        var classNames = ClassLabels.Order(
            texts, i => string.Create(CultureInfo.InvariantCulture, $"line {labels[i].Line}"),
            "if they are two classes, list both in CsvOptions.ClassNames",
            problem => new InvalidDataException($"{records.Column(column)}: {problem}"));
        return LabelBudget.Problem(
            records.Bytes, classNames.Length, texts.Length, Unsafe.SizeOf<T>(), "line", ManyClassesAdvice) is { } problem
            ? throw new InvalidDataException($"{records.Column(column)}: {problem}")
            : classNames;
    }
}
