namespace DeepLearning.Tests;

/// <summary>What methods over spans say of spans that do not fit: the whole text, the same for every method.</summary>
internal static class SpanMessage
{
    public static string Empty(string name) => $"{name} is empty, but must hold at least one number. (Parameter '{name}')";

    public static string Columns(string name, int rows, string rowsName, int length) =>
        $"{name} must hold one or more whole columns of {rows} ({rowsName}), but is a span of {length}. (Parameter '{name}')";

    public static string Length(string name, int expected, string because, int actual) =>
        $"{name} must be a span of {expected}, {because}, but is one of {actual}. (Parameter '{name}')";

    public static string Overlap(string name, string other) =>
        $"{name} and {other} overlap: what is written must be memory of its own. (Parameter '{name}')";
}
