using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>Classes, one-hot.</summary>
internal sealed class LabelOutput(string? column, IReadOnlyList<string> classNames, int count) : PipelineOutput
{
    public override IReadOnlyList<string> Columns { get; } = column is null ? [] : [column];

    public override int Count => count;

    public override IReadOnlyList<string> ClassNames { get; } = [.. classNames];

    /// <summary>The classes of a column of the training set.</summary>
    public static LabelOutput Of(RawTable train, string label)
    {
        Find(train, label, nameof(label));
        try
        {
            var names = ClassLabels.Order(Texts(train, label));
            return new LabelOutput(label, names, names.Length);
        }
        catch (FormatException unusable)
        {
            throw new ArgumentException($"Column \"{label}\": {unusable.Message}", nameof(train), unusable);
        }
    }

    /// <summary>The column to be learned.</summary>
    public static RawColumn Find(RawTable table, string name, string argument) => table.Has(name)
        ? table[name]
        : throw new ArgumentException($"The table has no column \"{name}\"; its columns are {table.Names.Enumerated()}.", argument);

    public override T[] Read<T>(RawTable table)
    {
        Find(table, Columns[0], nameof(table));
        var texts = Texts(table, Columns[0]);
        for (var row = 0; row < texts.Length; row++)
        {
            if (ClassNames.IndexOfName(texts[row]) < 0)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Row {row} of column \"{Columns[0]}\", counted from 0, is \"{texts[row]}\", which is none of the classes {ClassNames.Enumerated()}."),
                    nameof(table));
            }
        }

        return OneHot.EncodeColumns<T>(ClassLabels.Number(texts, ClassNames), Count);
    }

    private static string[] Texts(RawTable table, string label)
    {
        var column = table[label];
        var texts = new string[column.Rows];
        for (var row = 0; row < texts.Length; row++)
        {
            texts[row] = column[row] switch
            {
                { Text: { } text } => text,
                { Number: { } number } => number.ToString(CultureInfo.InvariantCulture),
                _ => throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Row {row} of column \"{label}\", counted from 0, is missing: every example needs its label.")),
            };
        }

        return texts;
    }
}
