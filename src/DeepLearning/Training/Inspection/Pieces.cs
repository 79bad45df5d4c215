using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>The ranges of a long span, each short enough for a copy in double on the stack: what sums are taken of in vectors.</summary>
internal struct Pieces(int count)
{
    /// <summary>The length of every piece but the last.</summary>
    public const int Length = 512;

    private int start = -Length;

    /// <summary>The range that is reached.</summary>
    public readonly Range Current => start..Math.Min(start + Length, count);

    public readonly Pieces GetEnumerator() => this;

    public bool MoveNext() => (start += Length) < count;

    /// <summary>A copy in double, at the beginning of a buffer.</summary>
    public static Span<double> InDouble<T>(ReadOnlySpan<T> values, Span<double> buffer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorPrimitives.ConvertTruncating<T, double>(values, buffer);
        return buffer[..values.Length];
    }
}
