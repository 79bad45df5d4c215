namespace DeepLearning.Tests;

/// <summary>Every picture that the library draws, at ordinary and extreme data.</summary>
internal static class Pictures
{
    public static IEnumerable<KeyValuePair<string, Func<string>>> All =>
    [
        .. Histories.All.Select(history => KeyValuePair.Create($"history: {history.Key}", () => history.Value.ToSvg())),
        .. Confusions.All.Select(confusion => KeyValuePair.Create($"confusion: {confusion.Key}", () => confusion.Value.ToSvg())),
        .. Boundaries.All.Select(boundary => KeyValuePair.Create($"boundary: {boundary.Key}", () => boundary.Value().ToSvg())),
        .. WeightPictureTests.All.Select(weights => KeyValuePair.Create($"weights: {weights.Key}", () => weights.Value().ToSvg())),
        .. Inspections.All.Select(steps => KeyValuePair.Create($"inspections: {steps.Key}", () => steps.Value.ToSvg())),
        .. Inspections.All.Where(steps => steps.Value.Count > 0)
            .Select(steps => KeyValuePair.Create($"layers: {steps.Key}", () => steps.Value[^1].ToSvg())),
        .. Inspections.All["not finite"].Select((step, i) => KeyValuePair.Create($"layers: not finite {i}", () => step.ToSvg())),
        .. LearningCurvePictureTests.All.Select(curve => KeyValuePair.Create($"learning curve: {curve.Key}", () => curve.Value().ToSvg())),
        .. TuningPictureTests.All.Select(result => KeyValuePair.Create($"tuning: {result.Key}", () => result.Value().ToSvg())),
    ];
}
