using System.Globalization;

namespace DeepLearning.Tabular;

/// <summary>What may be wrong with columns that are learned from.</summary>
internal static class ColumnChecks
{
    private const double MostlyMissing = 0.5;
    private const double NearlyAll = 0.95;
    private const int EnoughRows = 50;

    public static IEnumerable<TableFinding> Run(InspectedTable table)
    {
        var seen = new Dictionary<UInt128, CodedColumn>();
        foreach (var column in table.Inputs)
        {
            if (column.IsConstant)
            {
                yield return new(
                    column.Name,
                    $"Column \"{column.Name}\" {(column.Present == 0 ? "has no value" : "holds one value")}: nothing is learned from it.");
                continue;
            }

            if (column.Missing > MostlyMissing * column.Rows)
            {
                yield return new(column.Name, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Column \"{column.Name}\" has no value in {column.Missing} of {Plural.Of(column.Rows, "row")}."));
            }

            var key = RowKeys.Of(column.Codes);
            if (!seen.TryAdd(key, column) && seen[key] is var first && SayTheSame(first, column))
            {
                yield return new(
                    column.Name,
                    $"Column \"{column.Name}\" says the same as \"{first.Name}\" in every row, if perhaps by other names: one of them is " +
                    "enough.");
            }

            var reading = ColumnReading.Of(column.Column);
            if ((reading.Problem ?? IdentifierProblem(column, reading)) is { } problem)
            {
                yield return new(column.Name, problem);
            }
        }
    }

    private static string? IdentifierProblem(CodedColumn column, ColumnReading reading) =>
        column.Present < EnoughRows ? null
        : column.Column.IsText
            ? column.Counts.Length > NearlyAll * column.Present && !reading.IsNumber
                ? $"Column \"{column.Name}\" has another text in nearly every row, as an identifier has: leave it out."
                : null
            : column.Missing == 0 && AreCounted(column.Column.Numbers)
                ? $"Column \"{column.Name}\" counts the rows: if it is a number of rows, leave it out; if it is a time, and later rows " +
                  "are to be answered, order by it (OrderedBy)."
                : null;

    /// <summary>Whether whole numbers ascend or descend from row to row, none as the one before.</summary>
    private static bool AreCounted(ReadOnlySpan<double> values)
    {
        var direction = Math.Sign(values[1] - values[0]);
        for (var row = 0; row < values.Length; row++)
        {
            if (values[row] != Math.Floor(values[row]) || (row > 0 && Math.Sign(values[row] - values[row - 1]) != direction))
            {
                return false;
            }
        }

        return direction != 0;
    }

    /// <summary>
    /// Whether columns of the same codes hold the same values, or values that are met often enough to be names of each other.
    /// </summary>
    private static bool SayTheSame(CodedColumn first, CodedColumn second) =>
        second.Counts.Length <= second.Present / 2
        || first.FirstRows.All(row => first.Column[row] == second.Column[row]);
}
