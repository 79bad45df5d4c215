using System.Numerics;
using System.Text;

namespace DeepLearning.Export;

/// <summary>Lines of code with their indentation.</summary>
internal sealed class CodeWriter
{
    private const int Indentation = 4;
    private const int LineLength = 120;
    private readonly StringBuilder text = new();
    private int depth;

    public void Line(string line = "") => text.Append(' ', line.Length == 0 ? 0 : Indentation * depth).Append(line).Append('\n');

    public void Block(string head, Action body)
    {
        Line(head);
        Line("{");
        depth++;
        body();
        depth--;
        Line("}");
    }

    /// <summary>Numbers between a head and a tail, as many on a line as fit.</summary>
    public void Array<T>(string head, ReadOnlySpan<T> values, string tail)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Line(head);
        depth++;
        var line = new StringBuilder();
        foreach (var value in values)
        {
            var literal = SourceLanguage.Literal(value);
            if (line.Length > 0 && line.Length + literal.Length + 2 + (Indentation * depth) > LineLength)
            {
                Line(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : string.Empty).Append(literal).Append(',');
        }

        Line(line.ToString());
        depth--;
        Line(tail);
    }

    public override string ToString() => text.ToString();
}
