using System.Globalization;
using System.Text;

namespace DeepLearning.Data;

/// <summary>What the header of an NPY file says: the literal of a Python dictionary with the keys descr, fortran_order and shape.</summary>
internal sealed class NpyHeader
{
    private const int MostDimensions = 64;

    private readonly string text;
    private readonly string source;
    private int position;

    private NpyHeader(string text, string source) => (this.text, this.source) = (text, source);

    /// <summary>The type of the elements, such as "&lt;f8".</summary>
    public string Descr { get; private set; } = "";

    /// <summary>Whether the first index is the fastest.</summary>
    public bool FortranOrder { get; private set; }

    /// <summary>The length of every dimension.</summary>
    public int[] Shape { get; private set; } = [];

    /// <exception cref="InvalidDataException">The text is no such dictionary.</exception>
    public static NpyHeader Parse(string text, string source)
    {
        var header = new NpyHeader(text, source);
        header.ParseDictionary();
        return header;
    }

    /// <summary>The dictionary, as NumPy writes it.</summary>
    public static string Write(string descr, bool fortranOrder, ReadOnlySpan<int> shape)
    {
        var lengths = new StringBuilder();
        foreach (var length in shape)
        {
            lengths.Append(CultureInfo.InvariantCulture, $"{length}, ");
        }

        // A tuple of one keeps its comma.
        lengths.Length -= shape.Length == 1 ? 1 : 2;
        return $"{{'descr': '{descr}', 'fortran_order': {(fortranOrder ? "True" : "False")}, 'shape': ({lengths}), }}";
    }

    private void ParseDictionary()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Expect('{');
        while (!Accept('}'))
        {
            var key = ParseText();
            Expect(':');
            switch (key)
            {
                case "descr" when Next() == '\'' || Next() == '"':
                    Descr = ParseText();
                    break;
                case "descr":
                    throw new InvalidDataException($"{source} holds records of several fields: only arrays of numbers are read.");
                case "fortran_order":
                    FortranOrder = ParseBoolean();
                    break;
                case "shape":
                    Shape = ParseShape();
                    break;
                default:
                    throw Malformed();
            }

            if (!seen.Add(key) || (!Accept(',') && Next() != '}'))
            {
                throw Malformed();
            }
        }

        if (seen.Count != 3 || text.AsSpan(position).Trim() is not "")
        {
            throw Malformed();
        }
    }

    private string ParseText()
    {
        var quote = Next();
        var end = quote is '\'' or '"' ? text.IndexOf(quote, position + 1) : -1;
        if (end < 0)
        {
            throw Malformed();
        }

        var content = text[(position + 1)..end];
        position = end + 1;
        return content;
    }

    private bool ParseBoolean()
    {
        Next();
        foreach (var (word, value) in new[] { ("True", true), ("False", false) })
        {
            if (text.AsSpan(position).StartsWith(word, StringComparison.Ordinal))
            {
                position += word.Length;
                return value;
            }
        }

        throw Malformed();
    }

    private int[] ParseShape()
    {
        var lengths = new List<int>();
        Expect('(');
        while (!Accept(')'))
        {
            Next();
            var begin = position;
            while (position < text.Length && char.IsAsciiDigit(text[position]))
            {
                position++;
            }

            if (!NumberText.TryParseDigits(text.AsSpan(begin, position - begin), out var length))
            {
                throw Malformed();
            }

            lengths.Add(length);
            if (lengths.Count > MostDimensions)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source} is damaged: its header has more than {MostDimensions} dimensions, the most that an array of NumPy has."));
            }

            if (!Accept(',') && Next() != ')')
            {
                throw Malformed();
            }
        }

        return [.. lengths];
    }

    /// <summary>The next character that is not white space, or NUL at the end.</summary>
    private char Next()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position < text.Length ? text[position] : '\0';
    }

    private bool Accept(char character)
    {
        if (Next() != character || position == text.Length)
        {
            return false;
        }

        position++;
        return true;
    }

    private void Expect(char character)
    {
        if (!Accept(character))
        {
            throw Malformed();
        }
    }

    private InvalidDataException Malformed() => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{source} is damaged: its header cannot be read at character {position}; it must be like " +
        $"{Write("<f8", fortranOrder: false, [3, 4])}."));
}
