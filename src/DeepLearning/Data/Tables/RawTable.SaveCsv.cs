using System.Buffers;
using System.Globalization;
using System.Text;

namespace DeepLearning.Data;

public sealed partial class RawTable
{
    private static readonly SearchValues<char> Quoting = SearchValues.Create(",;\t\"\r\n'# ");

    /// <summary>Writes the table as a CSV file: the names of the columns, then a line for each row. A failure leaves an old file.</summary>
    /// <remarks>
    /// UTF-8, separated by commas; numbers with a point and as many digits as read back to the same bits, a missing value as an empty cell.
    /// <see cref="FromCsv(string, CsvOptions, IReadOnlyList{string}, IReadOnlyList{string})"/> reads the same table again, but for texts
    /// that look like numbers in every row, which it takes for numbers.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void SaveCsv(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            SaveCsv(writer);
        });
    }

    /// <summary>Writes the table as CSV text.</summary>
    /// <inheritdoc cref="SaveCsv(string)" path="/remarks"/>
    /// <param name="writer">Receives the text; left open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void SaveCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Line(column => Quoted(column.Name));
        for (var row = 0; row < Rows; row++)
        {
            Line(column => column[row] switch
            {
                { Number: { } number } => number.ToString("R", CultureInfo.InvariantCulture),
                { Text: { } text } => Quoted(text),

                // A line of nothing would be no row.
                _ => columns.Length == 1 ? "\"\"" : "",
            });
        }

        void Line(Func<RawColumn, string> cell)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                writer.Write(i == 0 ? "" : ",");
                writer.Write(cell(columns[i]));
            }

            writer.Write('\n');
        }
    }

    private static string Quoted(string text) => text.Length == 0 || text.AsSpan().ContainsAny(Quoting)
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
