using System.Globalization;
using System.Numerics;

namespace DeepLearning.Data;

/// <summary>Between tables, a column for each feature, and matrices, a row for each feature.</summary>
internal static class RawColumns
{
    /// <summary>The inputs of a dataset as a table of numeric columns.</summary>
    public static RawTable ToTable<T>(Dataset<T> data)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new RawTable(Of(data.Inputs, data.FeatureNames ?? Numbered(data.Features))).WithRole(data.Role);

    /// <summary>The rows of a matrix, given column after column, as numeric columns.</summary>
    public static NumericColumn[] Of<T>(ReadOnlySpan<T> values, IReadOnlyList<string> names)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var columns = new NumericColumn[names.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var column = new double[values.Length / names.Count];
            for (var row = 0; row < column.Length; row++)
            {
                column[row] = double.CreateTruncating(values[(row * names.Count) + i]);
            }

            columns[i] = new NumericColumn(names[i], column);
        }

        return columns;
    }

    /// <summary>"0", "1", "2" and so on.</summary>
    public static string[] Numbered(int count) => [.. Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Numeric columns without missing values as the rows of a matrix, column after column.</summary>
    public static T[] ToMatrix<T>(IReadOnlyList<NumericColumn> columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[ArrayLength.Of(columns.Count, columns[0].Rows, "The matrix of the table", "table")];
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i].Values;
            for (var row = 0; row < column.Length; row++)
            {
                values[(row * columns.Count) + i] = T.CreateTruncating(column[row]);
            }
        }

        return values;
    }

    /// <summary>The columns, once it is known that all are numbers.</summary>
    /// <exception cref="ArgumentException">A column is of texts, or a number is missing.</exception>
    public static NumericColumn[] RequireNumbers(RawTable table) => [.. table.Columns.Select(column =>
    {
        if (column is not NumericColumn numbers)
        {
            throw new ArgumentException(
                $"After all transforms column \"{column.Name}\" is still text: encode it, such as with Transform.OneHot(), or leave the " +
                $"column out.");
        }

        var missing = numbers.Values.IndexOfAnyExceptInRange(double.NegativeInfinity, double.PositiveInfinity);
        return missing < 0 ? numbers : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"After all transforms row {missing} of column \"{column.Name}\", counted from 0, is missing: put in an imputation, such as " +
            $"Transform.ImputeMedian()."));
    })];
}
