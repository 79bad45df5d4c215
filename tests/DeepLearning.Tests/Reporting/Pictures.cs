namespace DeepLearning.Tests;

/// <summary>Every picture that the library draws, at ordinary and extreme data.</summary>
internal static class Pictures
{
    public static IEnumerable<KeyValuePair<string, Func<string>>> All =>
    [
        .. Histories.All.Select(history => KeyValuePair.Create($"history: {history.Key}", () => history.Value.ToSvg())),
        .. Confusions.All.Select(confusion => KeyValuePair.Create($"confusion: {confusion.Key}", () => confusion.Value.ToSvg())),
        .. Boundaries.All.Select(boundary => KeyValuePair.Create($"boundary: {boundary.Key}", () => boundary.Value().ToSvg())),
    ];
}
