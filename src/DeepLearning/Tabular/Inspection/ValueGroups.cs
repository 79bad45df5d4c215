using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>Rows that have the same value in a column, or, of numbers, values near to each other.</summary>
internal static class ValueGroups
{
    private const int MostGroups = 64;
    private const int LeastRows = 5;

    /// <summary>The groups of some rows; those with a missing value are one.</summary>
    public static IReadOnlyList<int[]> Of(CodedColumn column, int[] rows) => column.Column is NumericColumn numbers
        ? Near(rows, numbers.Values.ToArray())
        : [.. rows.GroupBy(row => column.Codes[row]).Select(group => group.ToArray())];

    /// <summary>Groups of at least five rows and, so far as that goes, equal numbers of rows; equal values stay together.</summary>
    private static List<int[]> Near(int[] rows, double[] values)
    {
        var order = rows.Where(row => !double.IsNaN(values[row])).OrderBy(row => values[row]).ToArray();
        var size = Math.Max(LeastRows, (order.Length + MostGroups - 1) / MostGroups);
        var groups = new List<int[]>();
        for (var first = 0; first < order.Length;)
        {
            var end = Math.Min(first + size, order.Length);
            while (end < order.Length && (values[order[end]] == values[order[end - 1]] || order.Length - end < LeastRows))
            {
                end++;
            }

            groups.Add(order[first..end]);
            first = end;
        }

        int[] missing = [.. rows.Where(row => double.IsNaN(values[row]))];
        return missing.Length == 0 ? groups : [.. groups, missing];
    }
}
