namespace DeepLearning.Reporting;

/// <content>Draws what <see cref="FitOptions.InspectEverySteps"/> has seen inside a network: one step, or all of a run.</content>
public static partial class Pictures
{
    /// <summary>Draws the distributions of the activations A and the gradients dW of each layer in one step as SVG.</summary>
    /// <remarks>
    /// Each histogram has scales of its own. One or two bins that dwarf all others, such as that of 0 behind ReLU, are cut off, and their
    /// share stands above them. Where numbers are NaN or infinite, the picture says how many.
    /// </remarks>
    /// <param name="step">One of <see cref="TrainingHistory.Inspections"/>.</param>
    /// <returns>A whole SVG document, in itself complete: no font, style sheet or script is loaded.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="step"/> is null.</exception>
    public static string ToSvg(this StepInspection step) => Of(step).ToSvg();

    /// <summary>Writes the picture of <see cref="ToSvg(StepInspection)"/> to a file, as UTF-8.</summary>
    /// <param name="step">What to draw.</param>
    /// <param name="path">The file, which is replaced if it exists; usually ends in <c>.svg</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">The file cannot be written. An older file of that name is left as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The file must not be written. An older file of that name is left as it was.
    /// </exception>
    public static void SaveSvg(this StepInspection step, string path) => Of(step).SaveSvg(path);

    /// <summary>
    /// The curves of every layer over the inspected steps of a run, as SVG: the error signal that reaches it, the gradients and the
    /// relative updates of its weights, and the share of its units that are dead, where there are any.
    /// </summary>
    /// <remarks>Axes are logarithmic where the values span a factor of 20 or more; what is 0 is then left out.</remarks>
    /// <param name="steps"><see cref="TrainingHistory.Inspections"/>.</param>
    /// <returns>A whole SVG document, in itself complete: no font, style sheet or script is loaded.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="steps"/> is null.</exception>
    public static string ToSvg(this IReadOnlyList<StepInspection> steps) => Of(steps).ToSvg();

    /// <summary>Writes the picture of <see cref="ToSvg(IReadOnlyList{StepInspection})"/> to a file, as UTF-8.</summary>
    /// <param name="steps">What to draw.</param>
    /// <param name="path">The file, which is replaced if it exists; usually ends in <c>.svg</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">The file cannot be written. An older file of that name is left as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The file must not be written. An older file of that name is left as it was.
    /// </exception>
    public static void SaveSvg(this IReadOnlyList<StepInspection> steps, string path) => Of(steps).SaveSvg(path);

    internal static Picture Of(StepInspection step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return LayerHistograms.Picture(step);
    }

    internal static Picture Of(IReadOnlyList<StepInspection> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return LayerCurves.Picture([.. steps]);
    }
}
