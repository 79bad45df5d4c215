using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning.Numerics;

/// <summary>The exponentials of a softmax: e^(z − max z) for each column, at most 1, so that nothing overflows.</summary>
internal static class Exponentials
{
    /// <summary>A vector of any width at least: shorter spans are computed one by one, with other roundings.</summary>
    private const int Shortest = 16;

    /// <summary>
    /// Below this, e^x of a double is no normal number, and TensorPrimitives compute all its neighbours another way, with other roundings.
    /// </summary>
    public const double LeastExponent = -707.5;

    /// <summary>A double below it counts as 0.</summary>
    public const double LeastExponential = 1e-307;

    /// <summary>Computes e^(z − max z); where that is below 10⁻³⁰⁷ it is 0.</summary>
    /// <param name="z">Columns of logits. A NaN makes its own exponential NaN.</param>
    /// <param name="exponentials">Receives as many numbers.</param>
    /// <param name="units">The length of a column.</param>
    public static void OfShifted<T>(ReadOnlySpan<T> z, Span<T> exponentials, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var start = 0; start < z.Length; start += units)
        {
            Shift(z.Slice(start, units), exponentials.Slice(start, units));
        }

        if (z.Length >= Shortest)
        {
            TensorPrimitives.Exp(exponentials[..z.Length], exponentials);
        }
        else
        {
            Span<T> padded = stackalloc T[Shortest];
            padded.Clear();
            exponentials[..z.Length].CopyTo(padded);
            TensorPrimitives.Exp(padded, padded);
            padded[..z.Length].CopyTo(exponentials);
        }

        if (typeof(T) == typeof(double))
        {
            var least = T.CreateChecked(LeastExponential);
            foreach (ref var exponential in exponentials[..z.Length])
            {
                exponential = exponential < least ? T.Zero : exponential;
            }
        }
    }

    /// <summary>The largest of some numbers. A NaN may be passed over: it comes back in the exponentials.</summary>
    public static T Largest<T>(ReadOnlySpan<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = z[0];
        foreach (var one in z)
        {
            largest = one > largest ? one : largest;
        }

        return largest;
    }

    private static void Shift<T>(ReadOnlySpan<T> z, Span<T> shifted)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = Largest(z);
        for (var k = 0; k < z.Length; k++)
        {
            shifted[k] = z[k] - largest;
        }

        if (typeof(T) == typeof(double))
        {
            var least = T.CreateChecked(LeastExponent);
            foreach (ref var difference in shifted)
            {
                difference = difference < least ? least : difference;
            }
        }
    }
}
