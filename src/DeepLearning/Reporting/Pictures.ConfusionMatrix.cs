namespace DeepLearning.Reporting;

/// <content>Draws a <see cref="ConfusionMatrix"/> as a picture that any browser shows, light or dark as the reader prefers.</content>
public static partial class Pictures
{
    /// <summary>
    /// The matrix as SVG: a row for each actual class, a column for each predicted one; a cell is the deeper in colour, the larger its
    /// share of the actual class, and right and wrong answers differ in colour.
    /// </summary>
    /// <remarks>
    /// The counts stand in the cells where all of them fit; long names are shortened, and with many classes only every so many are named.
    /// </remarks>
    /// <param name="confusion">What to draw; from 2 to 100 classes can be told apart well.</param>
    /// <returns>A whole SVG document, in itself complete: no font, style sheet or script is loaded.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="confusion"/> is null.</exception>
    public static string ToSvg(this ConfusionMatrix confusion)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        return ConfusionPicture.Of(confusion).ToSvg();
    }

    /// <summary>Writes the picture of <see cref="ToSvg(ConfusionMatrix)"/> to a file, as UTF-8.</summary>
    /// <param name="confusion">What to draw.</param>
    /// <param name="path">The file, which is replaced if it exists; usually ends in <c>.svg</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">The file cannot be written. An older file of that name is left as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The file must not be written. An older file of that name is left as it was.
    /// </exception>
    public static void SaveSvg(this ConfusionMatrix confusion, string path)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        ConfusionPicture.Of(confusion).SaveSvg(path);
    }
}
