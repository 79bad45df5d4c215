using System.Text;
using System.Xml;

namespace DeepLearning.Reporting;

/// <summary>A picture that any browser shows, light or dark as the reader prefers.</summary>
/// <remarks><threadsafety>Immutable; any number of threads may draw one picture.</threadsafety></remarks>
public sealed class Picture
{
    private readonly double width;
    private readonly double height;
    private readonly string description;
    private readonly Action<SvgWriter> draw;

    /// <summary>A picture.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="description">What a screen reader says further.</param>
    /// <param name="draw">Draws it, from what does not change any more.</param>
    internal Picture(double width, double height, string title, string description, Action<SvgWriter> draw) =>
        (this.width, this.height, Title, this.description, this.draw) = (width, height, title, description, draw);

    /// <summary>What the picture shows, in a few words.</summary>
    public string Title { get; }

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

    /// <summary>Writes the picture as an element of a larger document.</summary>
    internal void WriteTo(XmlWriter xml)
    {
        var svg = new SvgWriter(xml, width, height, Title, description);
        draw(svg);
        svg.Finish();
    }
}
