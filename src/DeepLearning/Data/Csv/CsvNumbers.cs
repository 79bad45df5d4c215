using System.Numerics;
using System.Text;

namespace DeepLearning.Data;

/// <summary>Some columns of a CSV file that must be finite numbers.</summary>
/// <param name="records">The file.</param>
/// <param name="columns">The numbers of the columns.</param>
/// <param name="advice">What to do about a cell that is none, a sentence.</param>
internal sealed class CsvNumbers<T>(CsvRecords records, int[] columns, string advice)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many columns there are.</summary>
    public int Columns => columns.Length;

    /// <summary>Reads the numbers of a record, one for each column.</summary>
    /// <exception cref="InvalidDataException">A cell is no finite number.</exception>
    public void Read(CsvBlock block, int row, Span<T> numbers)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var cell = block[row, columns[i]];
            if (!NumberText.TryParse(cell, out numbers[i]) || !T.IsFinite(numbers[i]))
            {
                throw new InvalidDataException(
                    $"{records.Place(block.Line(row, columns[i]), columns[i])}: {Problem(Encoding.UTF8.GetString(cell))} {advice}");
            }
        }
    }

    private string Problem(string text) =>
        text.Length == 0 ? "the value is missing."
        : NumberText.TryParse<T>(text, out _) ? $"{Text.Quoted(text)} is not a finite {ElementType.Name<T>()}."
        : records.NotANumber(text);
}
