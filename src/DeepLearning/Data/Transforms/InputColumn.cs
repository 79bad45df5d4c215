namespace DeepLearning.Data;

/// <summary>A column of the raw data that a pipeline was fitted to.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsText">Whether it holds texts; else numbers.</param>
public sealed record InputColumn(string Name, bool IsText)
{
    internal static InputColumn Of(RawColumn column) => new(column.Name, column is TextColumn);

    /// <summary>The cells as a column of this name and kind.</summary>
    internal RawColumn Column(Cell cell, int position)
    {
        if (IsText ? cell.Number is not null : cell.Text is not null)
        {
            throw new ArgumentException(
                $"Cell {position}, counted from 0, is {cell}, but column \"{Name}\" is {Kind} in the training set.", "row");
        }

        return IsText ? new TextColumn(Name, [cell.Text]) : new NumericColumn(Name, [cell.Number ?? double.NaN]);
    }

    /// <summary>The column of this name in a table.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of the other kind.</exception>
    internal RawColumn In(RawTable table)
    {
        if (!table.Has(Name))
        {
            throw new ArgumentException(
                $"The table has no column \"{Name}\", which the training set had; its columns are {table.Names.Enumerated()}.",
                nameof(table));
        }

        var column = table[Name];
        if (column is TextColumn == IsText)
        {
            return column;
        }

        // Of a column without any value nobody can tell the kind.
        if (column.Missing == column.Rows)
        {
            return IsText
                ? new TextColumn(Name, new string?[column.Rows])
                : new NumericColumn(Name, Enumerable.Repeat(double.NaN, column.Rows).ToArray());
        }

        throw new ArgumentException(
            $"Column \"{Name}\" is {column.Kind}, but was {Kind} in the training set" +
            (IsText ? $": read the table with text: [\"{Name}\"]." : ": some of its values are not numbers."),
            nameof(table));
    }

    private string Kind => IsText ? "text" : "numeric";
}
