using System.Globalization;
using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>
/// Brings the columns of a table to the kinds that a model has learned: a file whose cells all look like numbers does not say that they
/// are categories, and one without values does not say anything.
/// </summary>
internal static class ColumnKinds
{
    /// <summary>The table with the columns of a model, each of its kind; others are left out.</summary>
    /// <exception cref="ArgumentException">A column is not there, or a text of one that is to be of numbers is none.</exception>
    public static RawTable Conform(RawTable table, IReadOnlyList<ColumnEncoding> columns) => new(
        [.. columns.Select(RawColumn (column) => column.IsText ? Texts(table[column.Name]) : Numbers(table[column.Name]))]);

    private static TextColumn Texts(RawColumn column) => column as TextColumn ?? new(
        column.Name,
        Array.ConvertAll(
            column.Numbers.ToArray(), number => double.IsNaN(number) ? null : number.ToString(CultureInfo.InvariantCulture)));

    private static NumericColumn Numbers(RawColumn column)
    {
        if (column is NumericColumn numeric)
        {
            return numeric;
        }

        var numbers = new double[column.Rows];
        for (var row = 0; row < numbers.Length; row++)
        {
            var text = column.Texts[row];
            if (text is not null && !(NumberText.TryParse(text, out numbers[row]) && double.IsFinite(numbers[row])))
            {
                throw new ArgumentException(
                    $"Row {row} of column \"{column.Name}\", counted from 0, is {Text.Quoted(text)}, but the model has learned the " +
                    "column as numbers: a value must be a finite number, or missing.",
                    "table");
            }

            numbers[row] = text is null ? double.NaN : numbers[row];
        }

        return new(column.Name, numbers);
    }
}
