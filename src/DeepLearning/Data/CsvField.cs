namespace DeepLearning.Data;

/// <summary>One field of a CSV file, the line, counted from 1, on which it begins, and whether it stood in quotes.</summary>
internal readonly record struct CsvField(string Text, int Line, bool IsQuoted);
