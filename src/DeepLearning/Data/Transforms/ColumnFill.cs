namespace DeepLearning.Data;

/// <summary>What takes the place of the missing values of a column.</summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Value">A number for a numeric column, a text for a text column.</param>
internal sealed record ColumnFill(string Column, Cell Value);
