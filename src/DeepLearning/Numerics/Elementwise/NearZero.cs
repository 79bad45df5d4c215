using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning.Numerics;

/// <summary>eˣ − 1 and log(1 + x) with all their digits near x = 0, where the plain formulas lose them to the 1.</summary>
/// <remarks>
/// Kahan's correction: with u the rounded 1 + x, log(1 + x) = log(u) · x / (u − 1) to a few units of the last place, since log(u) / (u − 1)
/// varies slowly; likewise eˣ − 1 with u the rounded eˣ. Source: Higham, "Accuracy and stability of numerical algorithms", 2002, section 1.14.1.
/// </remarks>
internal static class NearZero
{
    private const int Block = 128;

    /// <summary>y = eˣ − 1 for x at most 0, −∞ included; NaN for NaN.</summary>
    public static void ExpM1<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> logarithms = stackalloc T[Block];
        for (var start = 0; start < x.Length; start += Block)
        {
            var count = Math.Min(Block, x.Length - start);
            var from = x.Slice(start, count);
            var to = y.Slice(start, count);
            var log = logarithms[..count];
            TensorPrimitives.Exp(from, to);
            TensorPrimitives.Log<T>(to, log);
            for (var i = 0; i < count; i++)
            {
                var difference = to[i] - T.One;
                to[i] = T.IsZero(difference) ? from[i]
                    : difference == T.NegativeOne ? difference
                    : difference * from[i] / log[i];
            }
        }
    }

    /// <summary>y = log(1 + x) for x in [0, 1]; NaN for NaN.</summary>
    public static void LogP1<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> logarithms = stackalloc T[Block];
        for (var start = 0; start < x.Length; start += Block)
        {
            var count = Math.Min(Block, x.Length - start);
            var from = x.Slice(start, count);
            var to = y.Slice(start, count);
            var log = logarithms[..count];
            TensorPrimitives.Add(from, T.One, log);
            TensorPrimitives.Log<T>(log, log);
            for (var i = 0; i < count; i++)
            {
                var difference = (T.One + from[i]) - T.One;
                to[i] = T.IsZero(difference) ? from[i] : log[i] * from[i] / difference;
            }
        }
    }
}
