using System.Globalization;
using System.Text;
using System.Xml;

namespace DeepLearning.Reporting;

/// <summary>
/// Writes the few elements of SVG that a chart needs. Text is escaped, coordinates are finite and independent of the culture.
/// </summary>
internal sealed class SvgWriter
{
    public const string Namespace = "http://www.w3.org/2000/svg";
    private readonly XmlWriter xml;
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>Where the height 0 of what is drawn next lies.</summary>
    private double top;

    /// <summary>Begins a picture.</summary>
    /// <param name="xml">Where to write it.</param>
    /// <param name="width">The width in pixels; the picture scales to the room it is given.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="title">What a screen reader says first.</param>
    /// <param name="description">What a screen reader says then.</param>
    /// <param name="style">CSS of this element alone.</param>
    public SvgWriter(XmlWriter xml, double width, double height, string title, string description, string style = "")
    {
        this.xml = xml;
        xml.WriteStartElement("svg", Namespace);
        Attributes(
            ("viewBox", $"0 0 {Number(width)} {Number(height)}"), ("width", Number(width)), ("height", Number(height)), ("class", "chart"),
            ("role", "img"));
        if (style.Length > 0)
        {
            Attributes(("style", style));
        }

        Content("title", title);
        Content("desc", description);
        Rectangle(0, 0, width, height, "ground");
    }

    /// <summary>What is drawn from now on stands further below.</summary>
    public void MoveDown(double by) => top += by;

    public void Rectangle(double x, double y, double width, double height, string style) =>
        Empty("rect", ("class", Used(style)), ("x", Number(x)), ("y", Y(y)), ("width", Number(width)), ("height", Number(height)));

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        Empty("line", ("class", Used(style)), ("x1", Number(x1)), ("y1", Y(y1)), ("x2", Number(x2)), ("y2", Y(y2)));

    public void Circle(double x, double y, double radius, string style) =>
        Empty("circle", ("class", Used(style)), ("cx", Number(x)), ("cy", Y(y)), ("r", Number(radius)));

    /// <summary>Lines through points, one for each run of them; a run of one point is a dot where lines have round ends.</summary>
    /// <param name="runs">The points of each line.</param>
    /// <param name="style">The CSS classes.</param>
    /// <param name="closed">Whether each line ends where it began. Of areas within areas, every other one is filled.</param>
    /// <param name="opacity">How much of what is below is hidden, in (0, 1].</param>
    public void Path(IEnumerable<IReadOnlyList<(double X, double Y)>> runs, string style, bool closed = false, double opacity = 1)
    {
        var path = new StringBuilder();
        foreach (var run in runs)
        {
            for (var i = 0; i < run.Count; i++)
            {
                path.Append(i == 0 ? 'M' : 'L').Append(Number(run[i].X)).Append(' ').Append(Y(run[i].Y));
            }

            path.Append(closed ? "Z" : run.Count == 1 ? "h0" : "");
        }

        xml.WriteStartElement("path", Namespace);
        Attributes(("class", Used(style)), ("d", path.ToString()));
        if (closed)
        {
            Attributes(("fill-rule", "evenodd"));
        }

        if (opacity < 1)
        {
            Attributes(("opacity", Number(opacity, 2)));
        }

        xml.WriteEndElement();
    }

    /// <summary>Rectangles of one colour as one element.</summary>
    public void Cells(IEnumerable<Box> cells, string style, double opacity)
    {
        var path = new StringBuilder();
        foreach (var cell in cells)
        {
            path.Append('M').Append(Number(cell.Left)).Append(' ').Append(Y(cell.Top)).Append('H').Append(Number(cell.Right))
                .Append('V').Append(Y(cell.Bottom)).Append('H').Append(Number(cell.Left)).Append('Z');
        }

        Empty("path", ("class", Used(style)), ("d", path.ToString()), ("opacity", Number(opacity, 2)));
    }

    /// <summary>Text on a baseline.</summary>
    /// <param name="x">Where the anchor is.</param>
    /// <param name="y">Where the baseline is.</param>
    /// <param name="content">What to write; characters that XML does not know are replaced.</param>
    /// <param name="style">The CSS classes.</param>
    /// <param name="anchor">Which part of the text is at <paramref name="x"/>: start, middle or end.</param>
    /// <param name="upward">Whether the text runs from below to above.</param>
    public void Text(double x, double y, string content, string style, string anchor, bool upward = false)
    {
        xml.WriteStartElement("text", Namespace);
        Attributes(("class", Used(style)), ("x", Number(x)), ("y", Y(y)), ("text-anchor", anchor));
        if (upward)
        {
            Attributes(("transform", $"rotate(-90 {Number(x)} {Y(y)})"));
        }

        xml.WriteString(Known(content));
        xml.WriteEndElement();
    }

    /// <summary>Ends the picture with the rules for what it has used.</summary>
    public void Finish()
    {
        Content("style", SvgStyle.Sheet(used));
        xml.WriteEndElement();
    }

    /// <summary>The text, with characters that XML does not know replaced.</summary>
    public static string Known(string content) => string.Concat(content.EnumerateRunes().Select(rune =>
        rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune : Rune.ReplacementChar));

    private string Used(string style)
    {
        used.UnionWith(style.Split(' '));
        return style;
    }

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

    private string Y(double value) => Number(top + value);

    private static string Number(double value, int digits = 1) => double.IsFinite(value)
        ? (Math.Round(value, digits) + 0.0).ToString(CultureInfo.InvariantCulture)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A coordinate must be finite.");
}
