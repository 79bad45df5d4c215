namespace DeepLearning.Data;

/// <summary>The categories of a text column.</summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Categories">The categories in order; each becomes a column.</param>
internal sealed record ColumnCategories(string Column, IReadOnlyList<string> Categories);
