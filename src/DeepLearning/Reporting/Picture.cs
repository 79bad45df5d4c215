using System.Text;
using System.Xml;

namespace DeepLearning.Reporting;

/// <summary>A picture that any browser shows, light or dark as the reader prefers.</summary>
/// <remarks><threadsafety>Immutable; any number of threads may draw one picture.</threadsafety></remarks>
public sealed class Picture
{
    private const double LineHeight = 17;
    private const double CaptionMargin = 14;

    private readonly string description;

    /// <summary>A picture of one panel.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="description">What a screen reader says further.</param>
    /// <param name="draw">Draws it, from what does not change any more.</param>
    /// <param name="caption">What stands below it.</param>
    internal Picture(double width, double height, string title, string description, Action<SvgWriter> draw, string caption = "")
        : this(title, description, [new PicturePanel(width, height, title, draw)], caption)
    {
    }

    /// <summary>A picture of several panels.</summary>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="description">What a screen reader says further.</param>
    /// <param name="panels">The panels from above.</param>
    /// <param name="caption">What stands below all of them.</param>
    internal Picture(string title, string description, IReadOnlyList<PicturePanel> panels, string caption) =>
        (Title, this.description, Panels, Caption) = (title, description, panels, caption);

    /// <summary>The title: what the picture shows, in a few words.</summary>
    public string Title { get; }

    internal IReadOnlyList<PicturePanel> Panels { get; }

    internal string Caption { get; }

    /// <summary>The picture as SVG.</summary>
    /// <returns>A whole SVG document, in itself complete: no font, style sheet or script is loaded.</returns>
    public string ToSvg()
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" }))
        {
            WriteTo(xml);
        }

        return text.Append('\n').ToString();
    }

    /// <summary>Writes the picture as SVG to a file, as UTF-8.</summary>
    /// <param name="path">The file, which is replaced if it exists; usually ends in <c>.svg</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be written. An older file of that name is left as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The file must not be written. An older file of that name is left as it was.
    /// </exception>
    public void SaveSvg(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var svg = Encoding.UTF8.GetBytes(ToSvg());
        AtomicFile.Write(path, stream => stream.Write(svg));
    }

    /// <summary>The title of the picture.</summary>
    public override string ToString() => Title;

    /// <summary>Writes one panel as an element of a larger document.</summary>
    internal void WriteTo(XmlWriter xml, PicturePanel panel, string style)
    {
        var svg = new SvgWriter(xml, panel.Width, panel.Height, panel.Title, description, style);
        panel.Draw(svg);
        svg.Finish();
    }

    /// <summary>Writes the panels below one another, and the caption.</summary>
    private void WriteTo(XmlWriter xml)
    {
        var (width, height) = (Panels.Max(panel => panel.Width), Panels.Sum(panel => panel.Height));
        var caption = Caption.Length == 0 ? [] : TextWidth.Wrap(Caption, width - (2 * PicturePanel.Margin));
        var room = caption.Count == 0 ? 0 : (caption.Count * LineHeight) + CaptionMargin;
        var svg = new SvgWriter(xml, width, height + room, Title, description);
        foreach (var panel in Panels)
        {
            panel.Draw(svg);
            svg.MoveDown(panel.Height);
        }

        foreach (var (i, line) in caption.Index())
        {
            svg.Text(PicturePanel.Margin, (i + 1) * LineHeight, line, "note", "start");
        }

        svg.Finish();
    }
}
