using DeepLearning.Data;
using DeepLearning.Reporting;

namespace DeepLearning.Samples;

/// <summary>Raw rows of a request against the inputs of a model.</summary>
internal static class Rows
{
    /// <summary>So that one request cannot keep a processor for long.</summary>
    public const int Most = 10_000;

    private const int MostErrors = 20;

    /// <summary>What is wrong with the rows, by the place of it; nothing where they fit.</summary>
    public static Dictionary<string, string[]> Errors(Cell[][] rows, IReadOnlyList<InputColumn> inputs)
    {
        if (rows.Length is 0 or > Most)
        {
            return new() { ["rows"] = [$"There must be 1 to {Most} rows, got {rows.Length}."] };
        }

        return rows.Index().SelectMany(row => Wrong(row.Item, row.Index, inputs)).Take(MostErrors)
            .ToDictionary(wrong => wrong.Place, wrong => new[] { wrong.What });
    }

    /// <summary>Rows that fit, as a table.</summary>
    public static RawTable ToTable(Cell[][] rows, IReadOnlyList<InputColumn> inputs) => new([.. inputs.Select((input, i) => input.IsText
        ? RawColumn.Text(input.Name, Array.ConvertAll(rows, row => row[i].Text))
        : RawColumn.Numeric(input.Name, Array.ConvertAll(rows, row => row[i].Number ?? double.NaN)))]);

    private static IEnumerable<(string Place, string What)> Wrong(Cell[]? row, int number, IReadOnlyList<InputColumn> inputs)
    {
        if (row is null || row.Length != inputs.Count)
        {
            yield return (
                $"rows[{number}]",
                    $"The row has {row?.Length ?? 0} cells, but the model takes {inputs.Count}: " +
                    $"{string.Join(", ", inputs.Select(input => input.Name))}.");
            yield break;
        }

        for (var i = 0; i < row.Length; i++)
        {
            if (inputs[i].IsText ? row[i].Number is not null : row[i].Text is not null)
            {
                yield return (
                    $"rows[{number}][{i}]", $"{inputs[i].Name} is a {(inputs[i].IsText ? "text" : "number")}, got {Line.Quote(row[i])}.");
            }
        }
    }
}
