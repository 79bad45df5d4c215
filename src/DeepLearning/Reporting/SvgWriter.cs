using System.Globalization;
using System.Text;
using System.Xml;

namespace DeepLearning;

/// <summary>Writes the few elements of SVG that a chart needs. Text is escaped, coordinates are finite and independent of the culture.</summary>
internal sealed class SvgWriter : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private readonly StringBuilder text = new();
    private readonly XmlWriter xml;

    /// <summary>Begins a picture.</summary>
    /// <param name="width">The width in pixels; the picture scales to the room it is given.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="title">What a screen reader says first.</param>
    /// <param name="description">What a screen reader says then.</param>
    public SvgWriter(double width, double height, string title, string description)
    {
        xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" });
        xml.WriteStartElement("svg", Namespace);
        Attributes(("viewBox", $"0 0 {Number(width)} {Number(height)}"), ("width", Number(width)), ("height", Number(height)), ("class", "chart"), ("role", "img"));
        Content("title", title);
        Content("desc", description);
        Content("style", SvgStyle.Sheet);
        Rectangle(0, 0, width, height, "ground");
    }

    public void Rectangle(double x, double y, double width, double height, string style) =>
        Empty("rect", ("class", style), ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)));

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        Empty("line", ("class", style), ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)));

    public void Circle(double x, double y, double radius, string style) =>
        Empty("circle", ("class", style), ("cx", Number(x)), ("cy", Number(y)), ("r", Number(radius)));

    /// <summary>Lines through points, one for each run of them.</summary>
    public void Path(IEnumerable<IReadOnlyList<(double X, double Y)>> runs, string style)
    {
        var path = new StringBuilder();
        foreach (var run in runs)
        {
            for (var i = 0; i < run.Count; i++)
            {
                path.Append(i == 0 ? 'M' : 'L').Append(Number(run[i].X)).Append(' ').Append(Number(run[i].Y));
            }
        }

        Empty("path", ("class", style), ("d", path.ToString()));
    }

    /// <summary>Text on a baseline.</summary>
    /// <param name="x">Where the anchor is.</param>
    /// <param name="y">Where the baseline is.</param>
    /// <param name="content">What to write; characters that XML does not know are replaced.</param>
    /// <param name="style">The CSS class.</param>
    /// <param name="anchor">Which part of the text is at <paramref name="x"/>: start, middle or end.</param>
    /// <param name="upward">Whether the text runs from below to above.</param>
    public void Text(double x, double y, string content, string style, string anchor, bool upward = false)
    {
        xml.WriteStartElement("text", Namespace);
        Attributes(("class", style), ("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor));
        if (upward)
        {
            Attributes(("transform", $"rotate(-90 {Number(x)} {Number(y)})"));
        }

        xml.WriteString(Known(content));
        xml.WriteEndElement();
    }

    /// <summary>Ends the picture.</summary>
    public string Finish()
    {
        xml.WriteEndElement();
        xml.Flush();
        return text.Append('\n').ToString();
    }

    public void Dispose() => xml.Dispose();

    private void Content(string element, string content) => xml.WriteElementString(element, Namespace, Known(content));

    private void Empty(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(element, Namespace);
        Attributes(attributes);
        xml.WriteEndElement();
    }

    private void Attributes(params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            xml.WriteAttributeString(name, value);
        }
    }

    private static string Number(double value) => double.IsFinite(value)
        ? Math.Round(value, 1).ToString(CultureInfo.InvariantCulture)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A coordinate must be finite.");

    private static string Known(string content) => string.Concat(content.EnumerateRunes().Select(rune =>
        rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune : Rune.ReplacementChar));
}
