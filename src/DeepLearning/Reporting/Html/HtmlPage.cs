using System.Globalization;
using System.Text;
using System.Xml;

namespace DeepLearning.Reporting;

/// <summary>Writes a page of HTML that needs nothing but itself. Text is escaped; the page is well-formed XML too.</summary>
internal sealed class HtmlPage : IDisposable
{
    private const string Style = """

        :root { color-scheme: light dark; --ground: #fff; --shade: #0003; }
        body {
          max-width: 860px; margin: 32px auto; padding: 0 20px; color: #222; background: var(--ground); overflow-wrap: break-word;
          font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%;
        }
        h1 { font-size: 26px; margin: 0 0 8px; }
        h2 { font-size: 19px; margin: 40px 0 8px; padding-top: 12px; border-top: 1px solid #e3e3e3; }
        table { border-collapse: collapse; font-size: 14px; }
        th, td { padding: 3px 14px 3px 0; text-align: left; vertical-align: top; white-space: nowrap; }
        th { font-weight: 600; color: #555; white-space: normal; vertical-align: bottom; }
        tr + tr td { border-top: 1px solid #e3e3e3; }
        .facts td + td { white-space: normal; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        .scroll {
          overflow-x: auto; margin: 12px 0; background-repeat: no-repeat; background-attachment: local, local, scroll, scroll;
          background-position: left, right, left, right; background-size: 36px 100%, 36px 100%, 10px 100%, 10px 100%;
          background-image: linear-gradient(to right, var(--ground) 30%, transparent),
            linear-gradient(to left, var(--ground) 30%, transparent),
            linear-gradient(to right, var(--shade), transparent), linear-gradient(to left, var(--shade), transparent);
        }
        pre { overflow-x: auto; font-size: 13px; line-height: 1.4; }
        figure { margin: 12px 0 20px; }
        figcaption { font-size: 13px; color: #666; margin: 4px 12px; }
        .panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr));
          gap: 8px 20px; overflow-x: auto; }
        .single { display: block; overflow-x: auto; }
        .heading { grid-column: 1 / -1; }
        svg.chart { display: block; width: 100%; height: auto; }
        @media (max-width: 500px) {
          body { margin: 16px auto; padding: 0 14px; }
          table { font-size: 13px; }
          th, td { padding-right: 9px; }
        }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #16181c; --shade: #000a; }
          body { color: #d6d6d6; }
          h1, h2 { color: #f2f2f2; }
          h2, tr + tr td { border-color: #2c3036; }
          th, figcaption { color: #a0a0a0; }
        }
        @media print { h2 { break-after: avoid; } svg.chart { break-inside: avoid; } }

        """;

    /// <summary>The least scale of a picture: smaller, its text could not be read, so that the reader scrolls instead.</summary>
    private const double Smallest = 0.75;

    /// <summary>The scale at which the text of a picture is about as large as that of the page.</summary>
    private const double Largest = 1.25;

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
        Begin("div", "scroll");
        Begin("table", named ? "named" : "facts");
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
        xml.WriteEndElement();
    }

    /// <summary>A picture, whose panels stand beside one another where there is room, and otherwise one below another.</summary>
    public void Picture(Picture picture)
    {
        xml.WriteStartElement("figure");
        Begin("div", picture.Panels.Count > 1 ? "panels" : "single");
        foreach (var panel in picture.Panels)
        {
            Begin("div", panel.IsHeading ? "heading" : "panel");
            picture.WriteTo(xml, panel, string.Create(
                CultureInfo.InvariantCulture,
                $"min-width: {Smallest * panel.Width:0}px; max-width: {(panel.IsHeading ? 1 : Largest) * panel.Width:0}px"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        if (picture.Caption.Length > 0)
        {
            Element("figcaption", picture.Caption);
        }

        xml.WriteEndElement();
    }

    /// <summary>Ends the page.</summary>
    public string Finish()
    {
        xml.WriteEndDocument();
        xml.Flush();
        return text.Append('\n').ToString();
    }

    public void Dispose() => xml.Dispose();

    private void Begin(string element, string style)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("class", style);
    }

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
