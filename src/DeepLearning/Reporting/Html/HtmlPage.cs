using System.Text;
using System.Xml;

namespace DeepLearning.Reporting;

/// <summary>Writes a page of HTML that needs nothing but itself. Text is escaped; the page is well-formed XML too.</summary>
internal sealed class HtmlPage : IDisposable
{
    private const string Style = """

        :root { color-scheme: light dark; }
        body { max-width: 900px; margin: 32px auto; padding: 0 20px; font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: #222; background: #fff; }
        h1 { font-size: 26px; margin: 0 0 8px; }
        h2 { font-size: 19px; margin: 40px 0 8px; padding-top: 12px; border-top: 1px solid #e3e3e3; }
        table { border-collapse: collapse; margin: 12px 0; display: block; overflow-x: auto; font-size: 14px; }
        th, td { padding: 3px 14px 3px 0; text-align: left; vertical-align: top; white-space: nowrap; }
        th { font-weight: 600; color: #555; }
        tr + tr td { border-top: 1px solid #e3e3e3; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        pre { overflow-x: auto; font-size: 13px; line-height: 1.4; }
        svg.chart { display: block; max-width: 100%; height: auto; margin: 12px 0; }
        @media (prefers-color-scheme: dark) {
          body { color: #d6d6d6; background: #16181c; }
          h1, h2 { color: #f2f2f2; }
          h2, tr + tr td { border-color: #2c3036; }
          th { color: #a0a0a0; }
        }
        @media print { h2 { break-after: avoid; } svg.chart { break-inside: avoid; } }

        """;

    private readonly StringBuilder text = new("<!DOCTYPE html>\n");
    private readonly XmlWriter xml;

    /// <summary>Begins a page with a title.</summary>
    public HtmlPage(string title)
    {
        xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" });
        xml.WriteStartElement("html");
        xml.WriteAttributeString("lang", "en");
        xml.WriteStartElement("head");
        Empty("meta", ("charset", "utf-8"));
        Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        Element("title", title);
        Element("style", Style);
        xml.WriteEndElement();
        xml.WriteStartElement("body");
        Element("h1", title);
    }

    public void Heading(string content) => Element("h2", content);

    public void Paragraph(string content) => Element("p", content);

    /// <summary>Text whose lines and columns stay as they are.</summary>
    public void Preformatted(string content) => Element("pre", content);

    /// <summary>A table; its first row names the columns, unless there is nothing to name.</summary>
    /// <param name="rows">Rows of equally many cells.</param>
    /// <param name="numbers">From which column on there are numbers, which are aligned to the right.</param>
    /// <param name="named">Whether the first row names the columns.</param>
    public void Table(IEnumerable<IReadOnlyList<string>> rows, int numbers, bool named = true)
    {
        xml.WriteStartElement("table");
        foreach (var (i, row) in rows.Index())
        {
            xml.WriteStartElement("tr");
            for (var column = 0; column < row.Count; column++)
            {
                xml.WriteStartElement(named && i == 0 ? "th" : "td");
                if (column >= numbers)
                {
                    xml.WriteAttributeString("class", "number");
                }

                Content(row[column]);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    public void Picture(Picture picture) => picture.WriteTo(xml);

    /// <summary>Ends the page.</summary>
    public string Finish()
    {
        xml.WriteEndDocument();
        xml.Flush();
        return text.Append('\n').ToString();
    }

    public void Dispose() => xml.Dispose();

    private void Empty(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(element);
        foreach (var (name, value) in attributes)
        {
            xml.WriteAttributeString(name, value);
        }

        xml.WriteEndElement();
    }

    private void Element(string element, string content)
    {
        xml.WriteStartElement(element);
        Content(content);
    }

    /// <summary>An empty element is closed by a tag of its own, as HTML wants it.</summary>
    private void Content(string content)
    {
        xml.WriteString(SvgWriter.Known(content));
        xml.WriteFullEndElement();
    }
}
