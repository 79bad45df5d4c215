using System.Globalization;
using System.Text.Unicode;

namespace DeepLearning.Data;

/// <summary>What is wrong with a record: the line, the column, where one is meant, both counted from 1, and a sentence.</summary>
internal sealed record CsvDefect(int Line, int? Column, string Problem)
{
    /// <summary>What is wrong with bytes from the beginning of a record on; null where they are text.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="begin">Where they begin in those of the block.</param>
    /// <param name="block">The fields of the record.</param>
    /// <param name="row">The number of the record in the block.</param>
    public static CsvDefect? OfText(ReadOnlySpan<byte> bytes, int begin, CsvBlock block, int row)
    {
        if (bytes.IndexOf((byte)0) is >= 0 and var nul)
        {
            return new CsvDefect(
                block.Line(row) + CsvText.LineBreaks(bytes[..nul]), block.FieldsBefore(row, begin + nul) + 1,
                "there is a character NUL, which no text has: the file is damaged, or is not UTF-8. Save it as UTF-8.");
        }

        return Utf8.IsValid(bytes) ? null : new CsvDefect(block.Line(row), Column: null, "this is not UTF-8: save the file as UTF-8.");
    }

    /// <summary>The error of the defect.</summary>
    /// <param name="source">What it calls the file.</param>
    public InvalidDataException Error(string source) => new(string.Create(
        CultureInfo.InvariantCulture, $"{source}, line {Line}{(Column is { } column ? $", column {column}" : "")}: {Problem}"));
}
