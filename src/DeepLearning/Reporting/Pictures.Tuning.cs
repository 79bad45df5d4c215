using DeepLearning.Tuning;

namespace DeepLearning.Reporting;

/// <content>Draws a <see cref="TuningResult"/> as a picture that any browser shows, light or dark as the reader prefers.</content>
public static partial class Pictures
{
    /// <summary>
    /// The scores of the trials over the values of each hyperparameter, as SVG: what matters shows a slope or a hill, what does not a
    /// cloud.
    /// </summary>
    /// <remarks>Each hyperparameter has the scale that it was drawn on. Trials without a score are counted.</remarks>
    /// <param name="result">What to draw.</param>
    /// <returns>A whole SVG document, in itself complete: no font, style sheet or script is loaded.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="result"/> is null.</exception>
    public static string ToSvg(this TuningResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Of(result).ToSvg();
    }

    /// <summary>Writes the picture of <see cref="ToSvg(TuningResult)"/> to a file, as UTF-8.</summary>
    /// <param name="result">What to draw.</param>
    /// <param name="path">The file, which is replaced if it exists; usually ends in <c>.svg</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">The file cannot be written. An older file of that name is left as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The file must not be written. An older file of that name is left as it was.
    /// </exception>
    public static void SaveSvg(this TuningResult result, string path)
    {
        ArgumentNullException.ThrowIfNull(result);
        Of(result).SaveSvg(path);
    }

    internal static Picture Of(TuningResult result) => new TrialPanels(result).Picture();
}
