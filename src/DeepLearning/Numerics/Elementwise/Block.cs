namespace DeepLearning.Numerics;

/// <summary>Portions of a span small enough for an intermediate result on the stack.</summary>
/// <remarks>
/// TensorPrimitives are always given whole blocks, of which only the beginning counts: on spans shorter than a vector they take another
/// path with other roundings, and the result of an element would depend on where a range ends.
/// </remarks>
internal static class Block
{
    /// <summary>A multiple of the elements of any vector.</summary>
    public const int Size = 128;

    public static ReadOnlySpan<T> Of<T>(ReadOnlySpan<T> values, int start) => values.Slice(start, Math.Min(Size, values.Length - start));

    public static Span<T> Of<T>(Span<T> values, int start) => values.Slice(start, Math.Min(Size, values.Length - start));
}
