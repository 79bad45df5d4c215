namespace DeepLearning.Numerics;

/// <summary>Portions of a span small enough for an intermediate result on the stack.</summary>
internal static class Block
{
    public const int Size = 128;

    public static ReadOnlySpan<T> Of<T>(ReadOnlySpan<T> values, int start) => values.Slice(start, Math.Min(Size, values.Length - start));

    public static Span<T> Of<T>(Span<T> values, int start) => values.Slice(start, Math.Min(Size, values.Length - start));
}
