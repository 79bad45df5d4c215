using DeepLearning.Diagnosis;

namespace DeepLearning.Reporting;

/// <content>Draws a <see cref="LearningCurve"/> as a picture that any browser shows, light or dark as the reader prefers.</content>
public static partial class Pictures
{
    /// <summary>From this ratio of the largest to the smallest number of examples on, the axis is logarithmic.</summary>
    private const double WideRatio = 20;

    /// <summary>The errors on the examples learned from and on the dev set over the number of examples, as SVG.</summary>
    /// <param name="curve">What to draw.</param>
    /// <returns>A whole SVG document, in itself complete: no font, style sheet or script is loaded.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="curve"/> is null.</exception>
    public static string ToSvg(this LearningCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return Of(curve).ToSvg();
    }

    /// <summary>Writes the picture of <see cref="ToSvg(LearningCurve)"/> to a file, as UTF-8.</summary>
    /// <param name="curve">What to draw.</param>
    /// <param name="path">The file, which is replaced if it exists; usually ends in <c>.svg</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">The file cannot be written. An older file of that name is left as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The file must not be written. An older file of that name is left as it was.
    /// </exception>
    public static void SaveSvg(this LearningCurve curve, string path)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Of(curve).SaveSvg(path);
    }

    internal static Picture Of(LearningCurve curve)
    {
        var panel = new LinePanel(
            "Learning curve", "error", Examples(curve), "examples learned from",
            [Errors(curve, "examples learned from", "training", point => point.TrainingError),
             Errors(curve, "dev set", "validation", point => point.DevError)])
        {
            InPercent = true, Floor = 0,
        };
        return LinePanel.Picture([panel], "Learning curve", Caption(curve));
    }

    private static Scale Examples(LearningCurve curve)
    {
        var (low, high) = curve.Points.Count == 0 ? (0, 1) : (curve.Points[0].Examples, curve.Points[^1].Examples);
        return low > 0 && high >= WideRatio * low ? LogarithmicScale.Over(low, high, 4) : LinearScale.OfRun(0, high, 5);
    }

    private static Series Errors(LearningCurve curve, string name, string style, Func<LearningCurvePoint, double> error) =>
        new(name, style, [.. curve.Points.Select(point => ((double)point.Examples, error(point)))]);

    private static string Caption(LearningCurve curve)
    {
        var repetitions = curve.Points.Count == 0 ? 0 : curve.Points[0].Dev.Count;
        return Plural.Of(curve.Points.Count, "size", "N0") +
            (repetitions > 1 ? $", means of {Plural.Of(repetitions, "network", "N0")} each" : "") +
            (curve.Cancelled ? "; cancelled" : "");
    }
}
