using System.Text;

namespace DeepLearning.Data;

/// <summary>A column of a CSV file while it is read: of numbers until a cell is none.</summary>
/// <remarks>
/// Numbers keep no texts. So where a text follows numbers, <see cref="IsToBeReadAgain"/>: from the beginning, by a column of texts.
/// </remarks>
/// <param name="records">The file.</param>
/// <param name="column">The number of the column.</param>
/// <param name="isText">Whether it is one of texts from the beginning.</param>
/// <param name="expected">How many rows there will be, about.</param>
internal sealed class CsvColumn(CsvRecords records, int column, bool isText, int expected)
{
    // A table may have as many columns as bytes: they hold nothing before it is needed.
    private readonly ChunkedList<double> numbers = new(expected);
    private ChunkedList<string?>? texts;
    private SharedTexts? shared;
    private string? notFinite;
    private string? decimalComma;
    private bool hasValues;
    private bool isText = isText;

    /// <summary>The number of the column.</summary>
    public int Number => column;

    /// <summary>How many cells have been read.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether the column holds texts, the first of which are lost.</summary>
    public bool IsToBeReadAgain { get; private set; }

    /// <summary>Adds the cell of a record.</summary>
    /// <param name="block">The records.</param>
    /// <param name="row">The number of the record.</param>
    /// <param name="missing">Texts that mean a missing value, in UTF-8.</param>
    public void Add(CsvBlock block, int row, byte[][] missing)
    {
        Rows++;
        if (IsToBeReadAgain)
        {
            return;
        }

        var cell = block[row, column];
        var isMissing = cell.IsEmpty || IsOneOf(cell, missing);
        if (!isText)
        {
            AddNumber(block, row, cell, isMissing);
        }

        if (isText && !IsToBeReadAgain)
        {
            AddText(isMissing ? null : (shared ??= new()).Of(cell));
        }
    }

    /// <summary>The column.</summary>
    /// <exception cref="InvalidDataException">A number is not finite, or all that are none are numbers with a decimal comma.</exception>
    public RawColumn Build()
    {
        var name = records.Names[column];
        if (isText)
        {
            return new TextColumn(name, (texts ?? new()).ToMemory());
        }

        // Numbers taken for categories would be learned by heart, each for itself.
        if ((decimalComma is null ? notFinite : $"{decimalComma} If these are texts, say so: text: [{Text.Quoted(name)}].") is { } problem)
        {
            throw new InvalidDataException(problem);
        }

        return new NumericColumn(name, numbers.ToMemory());
    }

    private void AddNumber(CsvBlock block, int row, ReadOnlySpan<byte> cell, bool isMissing)
    {
        var number = double.NaN;
        if (!isMissing && !NumberText.TryParse(cell, out number))
        {
            var text = Encoding.UTF8.GetString(cell);
            if (!NumberText.HasDecimalComma(text))
            {
                (isText, IsToBeReadAgain) = (true, hasValues);
                for (var i = 0; i < numbers.Count && !hasValues; i++)
                {
                    AddText(null);
                }

                return;
            }

            decimalComma ??= $"{records.Place(block.Line(row, column), column)}: {records.NotANumber(text)}";
        }
        else if (!isMissing && !double.IsFinite(number))
        {
            // Only wrong if no text follows.
            var value = Text.Quoted(Encoding.UTF8.GetString(cell));
            notFinite ??= $"{records.Place(block.Line(row, column), column)}: {value} is not a finite number. " +
                $"If it means a missing value, say so: missing: [{value}].";
            number = double.NaN;
        }

        hasValues |= !isMissing;
        numbers.Add(number);
    }

    private void AddText(string? text) => (texts ??= new(expected)).Add(text);

    private static bool IsOneOf(ReadOnlySpan<byte> cell, byte[][] texts)
    {
        foreach (var text in texts)
        {
            if (cell.SequenceEqual(text))
            {
                return true;
            }
        }

        return false;
    }
}
