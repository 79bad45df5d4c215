namespace DeepLearning.Reporting;

/// <summary>A part of a picture that says something by itself: parts stand below or beside one another as there is room.</summary>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Title">What it shows, in a few words.</param>
/// <param name="Draw">Draws it below and right of (0, 0), from what does not change any more.</param>
internal sealed record PicturePanel(double Width, double Height, string Title, Action<SvgWriter> Draw)
{
    /// <summary>The width of a panel whose text is still read on a phone, and of which two stand beside each other on a page.</summary>
    public const double UsualWidth = 420;

    /// <summary>Where titles, legends and captions begin.</summary>
    public const double Margin = 12;

    /// <summary>Whether it belongs to all that follows, and so has a row of its own.</summary>
    public bool IsHeading { get; init; }

    /// <summary>Writes a title at the top.</summary>
    public static void DrawTitle(SvgWriter svg, string title, double width = UsualWidth) =>
        svg.Text(Margin, 28, TextWidth.Fit(title, width - (2 * Margin), SvgStyle.TitleSize), "title", "start");
}
