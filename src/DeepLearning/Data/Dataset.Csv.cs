using System.Numerics;
using DeepLearning.Data;

namespace DeepLearning;

public static partial class Dataset
{
    /// <summary>
    /// A dataset of a CSV file with one example a line: one column is what is to be learned, every other a feature.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The file is as RFC 4180 describes it, in UTF-8, or in UTF-16 or UTF-32 with a byte order mark: fields in quotes hold separators,
    /// line breaks and doubled quotes. Its first line holds the names of the columns. Numbers are written with a point, whatever the
    /// culture of the machine. White space around numbers,
    /// names, labels and quotes does not count; blank lines are passed over. A gzip file is recognized and decompressed, to at most 100
    /// bytes for each byte of the file, and 16 MiB besides.
    /// </para>
    /// <para>
    /// A label is any text and becomes a class, one-hot; classes are numbered in the order of their numbers if all labels are numbers,
    /// else in the order of their characters (ordinal). Labels that differ by upper and lower case alone are refused, unless
    /// <see cref="CsvOptions.ClassNames"/> lists them. Every feature and target must be a finite number.
    /// </para>
    /// <para>
    /// Reading allocates at most 512 bytes for each byte of the file, and 32 MiB besides, half of it for one-hot labels: more different
    /// labels look like numbers or identifiers and are refused, unless <see cref="CsvOptions.ClassNames"/> lists them. A compressed file
    /// counts as long as its content is.
    /// </para>
    /// </remarks>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="label">The name of the column with the class of each example. Either this or <paramref name="target"/>.</param>
    /// <param name="target">The name of the column with the number to be learned. Either this or <paramref name="label"/>.</param>
    /// <param name="options">The separator, columns to leave out, and the like.</param>
    /// <exception cref="ArgumentException">Not exactly one of label and target, a column that the file does not have, or options that do
    /// not fit.</exception>
    /// <exception cref="InvalidDataException">The file cannot be read as such a table: the message tells the line and the column, both
    /// counted from 1, and the text of the first bad cell. Or it has another separator, or more labels or numbers than can be
    /// held.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static Dataset<T> FromCsv<T>(string path, string? label = null, string? target = null, CsvOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckOneOf(label, target);
        using var stream = CsvFile.Open(path);
        return Read<T>(stream, Path.GetFileName(path), label, target is null ? [] : [target], nameof(target), options);
    }

    /// <summary>A dataset of a CSV file with several numbers to be learned.</summary>
    /// <inheritdoc cref="FromCsv{T}(string, string, string, CsvOptions)" path="/*[not(self::summary or self::param)]"/>
    /// <param name="path">The file.</param>
    /// <param name="targets">The names of the columns with the numbers to be learned, at least one; output i is the i-th of them.</param>
    /// <param name="options">The separator, columns to leave out, and the like.</param>
    public static Dataset<T> FromCsv<T>(string path, IReadOnlyList<string> targets, CsvOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckTargets(targets);
        using var stream = CsvFile.Open(path);
        return Read<T>(stream, Path.GetFileName(path), label: null, targets, nameof(targets), options);
    }

    /// <summary>A dataset of CSV text, such as a resource or a download.</summary>
    /// <inheritdoc cref="FromCsv{T}(string, string, string, CsvOptions)" path="/*[not(self::summary or self::param)]"/>
    /// <param name="reader">The text; read to its end, and left open.</param>
    /// <param name="label">The name of the column with the class of each example. Either this or <paramref name="target"/>.</param>
    /// <param name="target">The name of the column with the number to be learned. Either this or <paramref name="label"/>.</param>
    /// <param name="options">The separator, columns to leave out, and the like.</param>
    public static Dataset<T> FromCsv<T>(TextReader reader, string? label = null, string? target = null, CsvOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(reader);
        CheckOneOf(label, target);
        using var stream = new TextBytes(reader, CsvFile.Text);
        return Read<T>(stream, CsvFile.Text, label, target is null ? [] : [target], nameof(target), options);
    }

    /// <summary>A dataset of CSV text with several numbers to be learned.</summary>
    /// <inheritdoc cref="FromCsv{T}(string, string, string, CsvOptions)" path="/*[not(self::summary or self::param)]"/>
    /// <param name="reader">The text; read to its end, and left open.</param>
    /// <param name="targets">The names of the columns with the numbers to be learned, at least one; output i is the i-th of them.</param>
    /// <param name="options">The separator, columns to leave out, and the like.</param>
    public static Dataset<T> FromCsv<T>(TextReader reader, IReadOnlyList<string> targets, CsvOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(reader);
        CheckTargets(targets);
        using var stream = new TextBytes(reader, CsvFile.Text);
        return Read<T>(stream, CsvFile.Text, label: null, targets, nameof(targets), options);
    }

    private static Dataset<T> Read<T>(
        Stream stream, string source, string? label, IReadOnlyList<string> targets, string targetArgument, CsvOptions? options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ElementType.Require<T>();
        using var table = new CsvTable<T>(stream, source, options ?? new CsvOptions(), classes: label is not null);
        return table.Read(label, targets, targetArgument);
    }

    internal static void CheckOneOf(string? label, string? target)
    {
        if ((label is null) == (target is null))
        {
            throw new ArgumentException(
                "Name the column to be learned, once: as label if it holds classes, as target if it holds numbers.", nameof(label));
        }
    }

    internal static void CheckTargets(IReadOnlyList<string> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count == 0)
        {
            throw new ArgumentException("Name at least one column to be learned.", nameof(targets));
        }
    }
}
