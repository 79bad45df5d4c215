namespace DeepLearning.Data;

/// <summary>The text of one field of a CSV file, and whether it stood in quotes.</summary>
internal readonly record struct CsvField(string Text, bool IsQuoted);
