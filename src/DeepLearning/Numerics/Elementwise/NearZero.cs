using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning.Numerics;

/// <summary>eˣ − 1 and log(1 + x) with all their digits near x = 0, where the plain formulas lose them to the 1.</summary>
/// <remarks>
/// Kahan's correction: with u the rounded 1 + x, log(1 + x) = log(u) · x / (u − 1) to a few units of the last place, since log(u) / (u − 1)
/// varies slowly; likewise eˣ − 1 with u the rounded eˣ. Source: Higham, "Accuracy and stability of numerical algorithms", 2002, section
/// 1.14.1.
/// </remarks>
internal static class NearZero
{
    /// <summary>y = eˣ − 1 for a whole block of x at most 0, −∞ included; NaN for NaN.</summary>
    public static void ExpM1<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> logarithm = stackalloc T[Block.Size];
        TensorPrimitives.Exp(x, y);
        TensorPrimitives.Log<T>(y, logarithm);
        for (var i = 0; i < x.Length; i++)
        {
            var difference = y[i] - T.One;
            y[i] = T.IsZero(difference) ? x[i]
                : difference == T.NegativeOne ? difference
                : x[i] * (difference / logarithm[i]);
        }
    }

    /// <summary>y = log(1 + x) for a whole block of x in [0, 1]; NaN for NaN.</summary>
    public static void LogP1<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorPrimitives.Add(x, T.One, y);
        TensorPrimitives.Log<T>(y, y);
        for (var i = 0; i < x.Length; i++)
        {
            var difference = (T.One + x[i]) - T.One;
            y[i] = T.IsZero(difference) ? x[i] : x[i] * (y[i] / difference);
        }
    }
}
