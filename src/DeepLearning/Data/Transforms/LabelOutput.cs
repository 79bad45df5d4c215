using System.Globalization;

namespace DeepLearning.Data;

/// <summary>Classes, one-hot.</summary>
internal sealed class LabelOutput(string? column, IReadOnlyList<string> classNames, int count) : PipelineOutput
{
    private const string ManyClassesAdvice = "Learn numbers with target: instead of label:, and leave identifiers out.";

    public override IReadOnlyList<string> Columns { get; } = column is null ? [] : [column];

    public override int Count => count;

    public override IReadOnlyList<string> ClassNames { get; } = [.. classNames];

    /// <summary>The classes of a column of the training set.</summary>
    public static LabelOutput Of(RawTable train, string label)
    {
        Find(train, label, nameof(label));
        var names = ClassLabels.Order(
            Texts(train, label), row => string.Create(CultureInfo.InvariantCulture, $"row {row}, counted from 0"),
            "if they are two classes, name them otherwise",
            problem => new ArgumentException($"Column \"{label}\": {problem}", nameof(train)));
        var length = (long)train.Columns.Count * train.Rows * sizeof(double);
        return LabelBudget.Problem(length, names.Length, train.Rows, sizeof(double), "row", ManyClassesAdvice) is { } problem
            ? throw new ArgumentException($"Column \"{label}\": {problem}", nameof(train))
            : new LabelOutput(label, names, names.Length);
    }

    /// <summary>The column to be learned.</summary>
    public static RawColumn Find(RawTable table, string name, string argument) => table.Has(name)
        ? table[name]
        : throw new ArgumentException($"The table has no column \"{name}\"; its columns are {table.Names.Enumerated()}.", argument);

    public override T[] Read<T>(RawTable table)
    {
        Find(table, Columns[0], nameof(table));
        var texts = Texts(table, Columns[0]);
        var numbers = ClassLabels.Number(texts, ClassNames, (row, problem) => new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"Row {row} of column \"{Columns[0]}\", counted from 0: {problem}"),
            nameof(table)));
        return Matrices.OneHotColumns<T>(numbers, Count);
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
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Row {row} of column \"{label}\", counted from 0, is missing: every example needs its label.")),
            };
        }

        return texts;
    }
}
