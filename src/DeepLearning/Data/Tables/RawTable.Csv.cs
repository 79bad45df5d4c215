using System.Text;

namespace DeepLearning.Data;

public sealed partial class RawTable
{
    /// <summary>The table of a CSV file, with one example a line.</summary>
    /// <remarks>
    /// <para>
    /// The file is as <see cref="Dataset.FromCsv{T}(string, string, string, CsvOptions)"/> describes it. A column is numeric if every value
    /// in it is a number written with a point, else it holds texts. An empty or blank cell is missing.
    /// </para>
    /// <para>
    /// One cell that is no number makes a column one of texts: look at the table (<see cref="ToString"/>) before you use it. Where a file
    /// says a missing value in a word, name the word. A column of numbers of which some have a decimal comma is refused.
    /// </para>
    /// <para>
    /// Reading allocates at most 512 bytes for each byte of the file, and 32 MiB besides; a compressed file counts as long as its content
    /// is.
    /// </para>
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="options">The separator, columns to leave out, and the like; class names have no meaning here.</param>
    /// <param name="missing">Further texts that mean a missing value, such as "NA" or "?"; compared character by character.</param>
    /// <param name="text">Names of columns that hold texts though they look like numbers, such as postal codes.</param>
    /// <exception cref="ArgumentException">A column that the file does not have, or options that do not fit.</exception>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read as such a table: the message tells the line and the column.
    /// </exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static RawTable FromCsv(
        string path, CsvOptions? options = null, IReadOnlyList<string>? missing = null, IReadOnlyList<string>? text = null) =>
        Read(() => CsvFile.Open(path), Path.GetFileName(path), options, missing, text);

    /// <summary>The table of CSV text, such as a resource or a download.</summary>
    /// <inheritdoc cref="FromCsv(string, CsvOptions, IReadOnlyList{string}, IReadOnlyList{string})"
    ///   path="/*[not(self::summary or self::param)]"/>
    /// <param name="reader">The text; read to its end, and left open.</param>
    /// <param name="options">The separator, columns to leave out, and the like; class names have no meaning here.</param>
    /// <param name="missing">Further texts that mean a missing value, such as "NA" or "?"; compared character by character.</param>
    /// <param name="text">Names of columns that hold texts though they look like numbers, such as postal codes.</param>
    public static RawTable FromCsv(
        TextReader reader, CsvOptions? options = null, IReadOnlyList<string>? missing = null, IReadOnlyList<string>? text = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using var stream = new TextBytes(reader, CsvFile.Text);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Read(() => new MemoryStream(copy.GetBuffer(), 0, (int)copy.Length), CsvFile.Text, options, missing, text);
    }

    private static RawTable Read(
        Func<Stream> open, string source, CsvOptions? options, IReadOnlyList<string>? missing, IReadOnlyList<string>? text)
    {
        if (options?.ClassNames is not null)
        {
            throw new ArgumentException("ClassNames have no meaning for a table: the pipeline finds the classes.", nameof(options));
        }

        byte[][] words = [.. (missing ?? []).Select(Encoding.UTF8.GetBytes)];
        options ??= new CsvOptions();
        using var stream = open();
        using var records = new CsvRecords(stream, source, options);
        var kept = records.Kept();
        var texts = (text ?? []).Select(name => records.Find(name, nameof(text))).ToHashSet();
        var builders = Array.ConvertAll(kept, column => new CsvColumn(records, column, texts.Contains(column), records.ExpectedRows));
        Fill(builders, records, words);
        if (kept.Length == 0)
        {
            throw new InvalidDataException($"{source} has no column left; its columns are {records.Names.Enumerated()}.");
        }

        if (builders[0].Rows == 0)
        {
            throw new InvalidDataException($"{source} has the names of the columns, but no rows.");
        }

        if (Array.Exists(builders, column => column.IsToBeReadAgain))
        {
            using var again = open();
            using var repeated = new CsvRecords(again, source, options);
            var lost = builders.Where(column => column.IsToBeReadAgain)
                .ToDictionary(column => column.Number, column => new CsvColumn(repeated, column.Number, isText: true, column.Rows));
            Fill([.. lost.Values], repeated, words);
            builders = Array.ConvertAll(builders, column => lost.GetValueOrDefault(column.Number, column));
        }

        return new RawTable(Array.ConvertAll(builders, builder => builder.Build()));
    }

    private static void Fill(CsvColumn[] builders, CsvRecords records, byte[][] missing)
    {
        while (records.Next() is { } block)
        {
            CsvThreads.ForRanges(builders.Length, block.Length, (first, end) =>
            {
                for (var row = 0; row < block.Rows; row++)
                {
                    foreach (var builder in builders.AsSpan()[first..end])
                    {
                        builder.Add(block, row, missing);
                    }
                }
            });
        }
    }
}
