namespace DeepLearning.Reporting;

/// <content>Draws a <see cref="TrainingHistory"/> as a picture that any browser shows, light or dark as the reader prefers.</content>
public static partial class Pictures
{
    /// <summary>
    /// The cost of the steps and of the training and validation set over the epochs, and below it the curves of the metric, as SVG; also
    /// the learning rate, where it changes. The best epoch is marked: that of early stopping, else the one of the lowest validation cost.
    /// </summary>
    /// <remarks>
    /// The cost has a logarithmic axis where its largest value is 20 times its smallest or more. Of more than 1,000 points of one curve,
    /// means of equally many neighbours are drawn, and the legend says of how many. Values that are not finite are left out, and so is an
    /// R² below −1 where others are above; the picture says how many there were.
    /// </remarks>
    /// <param name="history">What to draw. A run that was cancelled or diverged is drawn as far as it went.</param>
    /// <returns>A whole SVG document, in itself complete: no font, style sheet or script is loaded.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    public static string ToSvg(this TrainingHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return HistoryPicture.Of(history).ToSvg();
    }

    /// <summary>Writes the picture of <see cref="ToSvg(TrainingHistory)"/> to a file, as UTF-8.</summary>
    /// <param name="history">What to draw.</param>
    /// <param name="path">The file, which is replaced if it exists; usually ends in <c>.svg</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">The file cannot be written. An older file of that name is left as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The file must not be written. An older file of that name is left as it was.
    /// </exception>
    public static void SaveSvg(this TrainingHistory history, string path)
    {
        ArgumentNullException.ThrowIfNull(history);
        HistoryPicture.Of(history).SaveSvg(path);
    }
}
