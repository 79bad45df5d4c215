namespace DeepLearning.Data;

/// <summary>A column of a CSV file while it is read: of numbers until a cell is none.</summary>
internal sealed class CsvColumn(CsvRecords records, int column, bool isText)
{
    // A table may have many columns of one row, so that both begin small.
    private readonly List<string?> texts = new(1);
    private readonly List<double> numbers = new(1);
    private string? notFinite;
    private string? decimalComma;
    private bool hasWords = isText;
    private bool isText = isText;

    public int Rows => texts.Count;

    public void Add(List<CsvField> record, HashSet<string> missing)
    {
        var cell = record[column].Text.Trim();
        var value = cell.Length == 0 || missing.Contains(cell) ? null : cell;
        texts.Add(value);
        var number = double.NaN;
        if (!hasWords && value is not null && !NumberText.TryParse(value, out number))
        {
            (isText, hasWords) = (true, !NumberText.HasDecimalComma(value));
            decimalComma ??= hasWords ? null : $"{records.Place(record[column].Line, column)}: {records.NotANumber(value)}";
        }

        if (isText)
        {
            return;
        }

        if (value is not null && !double.IsFinite(number))
        {
            // Only wrong if no text follows.
            notFinite ??= $"{records.Place(record[column].Line, column)}: {Text.Quoted(value)} is not a finite number. " +
                $"If it means a missing value, say so: missing: [{Text.Quoted(value)}].";
            number = double.NaN;
        }

        numbers.Add(number);
    }

    /// <summary>The column.</summary>
    /// <exception cref="InvalidDataException">A number is not finite, or all that are none are numbers with a decimal comma.</exception>
    public RawColumn Build()
    {
        var name = records.Names[column];
        if (!isText)
        {
            return notFinite is null ? new NumericColumn(name, numbers.ToArray()) : throw new InvalidDataException(notFinite);
        }

        // Numbers taken for categories would be learned by heart, each for itself.
        return hasWords
            ? new TextColumn(name, texts.ToArray())
            : throw new InvalidDataException($"{decimalComma} If these are texts, say so: text: [{Text.Quoted(name)}].");
    }
}
