using System.Globalization;
using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>
/// Columns that alone answer almost perfectly, which in a new row they often cannot: they were written down with the answer, or after it.
/// </summary>
internal static class LeakChecks
{
    private const int EnoughRows = 50;
    private const double LeastAccuracy = 0.99;
    private const double MostOfTheErrors = 0.1;
    private const double LeastRSquared = 0.995;

    /// <summary>Where less than this is left of 1 − leverage, the line is held by the row itself.</summary>
    private const double LeastFreedom = 1e-9;

    public static IEnumerable<TableFinding> Run(InspectedTable table)
    {
        if (table.Target.Present < EnoughRows)
        {
            yield break;
        }

        int[] rows = [.. Enumerable.Range(0, table.Table.Rows).Where(row => table.Target.Codes[row] != CodedColumn.MissingCode)];
        var y = table.IsClassification ? null : table.Target.Column.Numbers.ToArray();
        foreach (var column in table.Inputs.Where(column => column.Counts.Length > 1))
        {
            var groups = ValueGroups.Of(column, rows);
            var found = y is null ? OfClasses(table.Target, groups) : OfNumbers(y, column.Column, groups, rows);
            if (found is not null)
            {
                yield return new(
                    column.Name,
                    $"Column \"{column.Name}\" alone answers almost perfectly ({found}): make sure that it is known when a new row is " +
                    "to be answered, and leave it out if it is not.")
                {
                    IsLeak = true,
                };
            }
        }
    }

    /// <summary>The answer to each row is the most frequent class among the others of its group.</summary>
    private static string? OfClasses(CodedColumn target, IReadOnlyList<int[]> groups)
    {
        var (right, rows) = (0, groups.Sum(group => group.Length));
        foreach (var group in groups)
        {
            var counts = group.CountBy(row => target.Codes[row]).Select(pair => pair.Value).OrderDescending().Take(2).ToArray();

            // Rows of the most frequent class are right where it leads without them.
            right += counts.Length == 1 ? (counts[0] > 1 ? counts[0] : 0) : counts[0] - 1 > counts[1] ? counts[0] : 0;
        }

        var (accuracy, commonest) = ((double)right / rows, (double)target.Counts.Max() / target.Present);
        return accuracy >= LeastAccuracy && 1 - accuracy <= MostOfTheErrors * (1 - commonest)
            ? string.Create(CultureInfo.InvariantCulture, $"accuracy {accuracy:P1}") : null;
    }

    /// <summary>
    /// The answer to each row is on the straight line through the others of its group; where these make no line, it is their mean, and
    /// where there are none, the mean of all.
    /// </summary>
    private static string? OfNumbers(double[] y, RawColumn column, IReadOnlyList<int[]> groups, int[] rows)
    {
        // A missing number is a group of its own, and texts are no places on a line.
        var x = column is NumericColumn numeric ? Array.ConvertAll(numeric.Values.ToArray(), value => double.IsNaN(value) ? 0 : value)
            : new double[y.Length];
        var mean = rows.Average(row => y[row]);
        var total = rows.Sum(row => (y[row] - mean) * (y[row] - mean));
        var rSquared = 1 - (groups.Sum(group => LeaveOneOut(group, x, y, mean, rows.Length)) / total);
        return rSquared >= LeastRSquared ? string.Create(CultureInfo.InvariantCulture, $"R² {rSquared:F4}") : null;
    }

    /// <summary>
    /// Σ (residual / (1 − leverage))² of a straight line: the squared errors of the lines that are fitted without the row.
    /// </summary>
    private static double LeaveOneOut(int[] group, double[] x, double[] y, double mean, int rows)
    {
        var (meanX, meanY) = (group.Average(row => x[row]), group.Average(row => y[row]));
        var spread = group.Sum(row => (x[row] - meanX) * (x[row] - meanX));
        var slope = spread > 0 ? group.Sum(row => (x[row] - meanX) * (y[row] - meanY)) / spread : 0;
        return group.Sum(row =>
        {
            var share = spread > 0 ? (x[row] - meanX) * (x[row] - meanX) / spread : 0;
            var free = 1 - (1.0 / group.Length) - share;
            var error = free > LeastFreedom ? (y[row] - meanY - (slope * (x[row] - meanX))) / free
                : group.Length > 1 ? (y[row] - meanY) / (1 - (1.0 / group.Length))
                : (y[row] - mean) / (1 - (1.0 / rows));
            return error * error;
        });
    }
}
