namespace DeepLearning.Data;

/// <summary>The way a CSV file is written, and the part of it that is read.</summary>
/// <remarks><threadsafety>Immutable; any number of threads may use one.</threadsafety></remarks>
public sealed record CsvOptions
{
    /// <summary>
    /// The character between two fields: a comma by default. Not a quote, a line break, or anything a number is written with.
    /// </summary>
    public char Separator { get; init; } = ',';

    /// <summary>
    /// Whether the first line holds the names of the columns: true by default. Without it, the columns are called by their numbers,
    /// "1", "2" and so on, and the features have no names.
    /// </summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Names of columns to leave out, such as a serial number; none by default.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>
    /// The names of the classes, in the order of their numbers; null, the default, takes the labels found. Give the
    /// <see cref="Dataset{T}.ClassNames"/> of the training set to read a test set from a file of its own: then the classes have the same
    /// numbers even where a class is missing, and a label that is none of them is an error. List them too where classes differ by upper and
    /// lower case alone, or are so many that they look like numbers or identifiers.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", new[]
    {
        $"CSV separated by {(Separator == '\t' ? "tabs" : $"'{Separator}'")}",
        HasHeader ? "with a header" : "without header",
        Ignore.Count == 0 ? "" : $"without {string.Join(", ", Ignore)}",
        ClassNames is null ? "" : $"classes {string.Join(", ", ClassNames)}",
    }.Where(part => part.Length > 0));
}
