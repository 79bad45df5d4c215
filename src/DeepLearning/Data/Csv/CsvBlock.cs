using System.Text;

namespace DeepLearning.Data;

/// <summary>Some records of a CSV file that follow one another: where their fields lie in the bytes read.</summary>
/// <remarks><threadsafety>Any number of threads may look at the fields at the same time, while none reads on.</threadsafety></remarks>
internal sealed class CsvBlock
{
    private readonly List<(int Begin, int Length)> fields = [];
    private readonly List<(int FirstField, int Begin, int Line)> rows = [];
    private byte[] bytes = [];

    /// <summary>How many records there are.</summary>
    public int Rows => rows.Count;

    /// <summary>How many bytes all records have together, about.</summary>
    public int Length => rows.Count == 0 ? 0 : fields[^1].Begin + fields[^1].Length - rows[0].Begin;

    /// <summary>A field, without the quotes and the white space around it.</summary>
    public ReadOnlySpan<byte> this[int row, int column]
    {
        get
        {
            var (begin, length) = fields[rows[row].FirstField + column];
            return CsvText.Trim(bytes.AsSpan(begin, length));
        }
    }

    /// <summary>Forgets the records, and gives at least so many bytes for others.</summary>
    public byte[] Restart(int length)
    {
        bytes = bytes.Length < length ? new byte[length] : bytes;
        fields.Clear();
        rows.Clear();
        return bytes;
    }

    /// <summary>Begins a record, at this place among the bytes, on this line.</summary>
    public void AddRow(int begin, int line) => rows.Add((fields.Count, begin, line));

    /// <summary>Adds a field to the last record.</summary>
    public void AddField(int begin, int length) => fields.Add((begin, length));

    /// <summary>Makes doubled quotes of the last record single ones; what becomes free behind them is no line break.</summary>
    public void Undouble()
    {
        for (var field = rows[^1].FirstField; field < fields.Count; field++)
        {
            var (begin, length) = fields[field];
            var content = bytes.AsSpan(begin, length);
            var (from, to) = (0, 0);
            while (from < length)
            {
                from += content[from] == '"' ? 1 : 0;
                content[to++] = content[from++];
            }

            content[to..].Fill((byte)'"');
            fields[field] = (begin, to);
        }
    }

    /// <summary>Leaves out the records from this one on.</summary>
    public void Truncate(int row)
    {
        if (row < rows.Count)
        {
            fields.RemoveRange(rows[row].FirstField, fields.Count - rows[row].FirstField);
            rows.RemoveRange(row, rows.Count - row);
        }
    }

    /// <summary>Leaves out the first record.</summary>
    public void RemoveFirst() => rows.RemoveAt(0);

    /// <summary>How many fields a record has.</summary>
    public int Columns(int row) => (row + 1 < rows.Count ? rows[row + 1].FirstField : fields.Count) - rows[row].FirstField;

    /// <summary>How many fields of a record end before a place among the bytes.</summary>
    public int FieldsBefore(int row, int place)
    {
        var first = rows[row].FirstField;
        var count = 0;
        while (count < Columns(row) && fields[first + count].Begin + fields[first + count].Length <= place)
        {
            count++;
        }

        return count;
    }

    /// <summary>Where a record begins among the bytes.</summary>
    public int Begin(int row) => rows[row].Begin;

    /// <summary>The line on which a record begins, counted from 1.</summary>
    public int Line(int row) => rows[row].Line;

    /// <summary>The line on which a field begins.</summary>
    public int Line(int row, int column)
    {
        var (first, begin, line) = rows[row];
        return line + CsvText.LineBreaks(bytes.AsSpan(begin, fields[first + column].Begin - begin));
    }

    /// <summary>The fields of a record, as they stand there.</summary>
    public CsvField[] Row(int row)
    {
        var record = new CsvField[Columns(row)];
        for (var column = 0; column < record.Length; column++)
        {
            var (begin, length) = fields[rows[row].FirstField + column];
            record[column] = new CsvField(Encoding.UTF8.GetString(bytes, begin, length), begin > 0 && bytes[begin - 1] == '"');
        }

        return record;
    }
}
