using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Softmax with cross-entropy of a block of examples at once, each in a lane of its own: the block is transposed, so that sums over few classes
/// go down whole vectors. Where all logits are finite, no bits of an example depend on its neighbours.
/// </summary>
internal static unsafe class CrossEntropyBlock<TSimd, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The numbers of a block. An example of more classes than <see cref="MostClasses"/> does not fit.</summary>
    private const int Size = 1024;
    private const int LanesOfAnyWidth = 16;

    /// <summary>The most classes that are worth transposing.</summary>
    public const int MostClasses = Size / LanesOfAnyWidth;

    /// <summary>The losses and the gradients, where they are asked for.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses, Span<T> delta, int units, double labelSmoothing)
    {
        var (kept, spread) = (T.CreateChecked(1 - labelSmoothing), T.CreateChecked(labelSmoothing / units));
        var differences = stackalloc T[Size];
        var exponentials = stackalloc T[Size];
        var smoothed = stackalloc T[Size];
        var together = Size / units / LanesOfAnyWidth * LanesOfAnyWidth;
        fixed (T* z = outputs, y = targets, dz = delta)
        {
            var examples = outputs.Length / units;
            for (var first = 0; first < examples; first += together)
            {
                var count = Math.Min(together, examples - first);
                var lanes = (count + LanesOfAnyWidth - 1) / LanesOfAnyWidth * LanesOfAnyWidth;
                var start = first * units;
                if (lanes > count)
                {
                    // Lanes without an example compute from zeros.
                    new Span<T>(differences, units * lanes).Clear();
                    new Span<T>(smoothed, units * lanes).Clear();
                }

                Transposition<T>.Copy(z + start, units, differences, lanes, count, units);
                Transposition<T>.Copy(y + start, units, smoothed, lanes, count, units);
                Shift(differences, exponentials, units, lanes);
                TensorPrimitives.Exp(new ReadOnlySpan<T>(exponentials, units * lanes), new Span<T>(exponentials, units * lanes));
                Finish(differences, exponentials, smoothed, units, lanes, kept, spread, losses.IsEmpty ? [] : losses.Slice(first, count));
                if (dz != null)
                {
                    Transposition<T>.Copy(exponentials, lanes, dz + start, units, units, count);
                }
            }
        }
    }

    /// <summary>z − max z over the classes, and the same with what is too small to have an exponential cut off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shift(T* z, T* exponents, nint units, nint lanes)
    {
        for (nint lane = 0; lane < lanes; lane += TSimd.Width)
        {
            var largest = Lanes<TSimd, TVector, T>.Load(z + lane);
            for (nint k = 1; k < units; k++)
            {
                largest = largest.OrGreater(Lanes<TSimd, TVector, T>.Load(z + (k * lanes) + lane));
            }

            for (nint k = 0; k < units; k++)
            {
                var difference = Lanes<TSimd, TVector, T>.Load(z + (k * lanes) + lane) - largest;
                difference.Store(z + (k * lanes) + lane);
                if (typeof(T) == typeof(double))
                {
                    difference = difference.OrGreater(T.CreateTruncating(Exponentials.LeastExponent));
                }

                difference.Store(exponents + (k * lanes) + lane);
            }
        }
    }

    /// <summary>
    /// L = Σ y (log Σ eᶻ − z), all relative to the largest z, so that no term loses its digits in a difference of large numbers; and
    /// dz = (Σ y) a − y in place of the exponentials.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish(T* differences, T* exponentials, T* y, nint units, nint lanes, T kept, T spread, Span<T> losses)
    {
        var sums = stackalloc T[Size];
        var totals = stackalloc T[Size];
        var chosen = stackalloc T[Size];
        for (nint lane = 0; lane < lanes; lane += TSimd.Width)
        {
            Lanes<TSimd, TVector, T> sum = default;
            Lanes<TSimd, TVector, T> total = default;
            Lanes<TSimd, TVector, T> weighted = default;
            for (nint k = 0; k < units; k++)
            {
                var at = (k * lanes) + lane;
                var exponential = Lanes<TSimd, TVector, T>.Load(exponentials + at);
                if (typeof(T) == typeof(double))
                {
                    exponential = exponential.ZeroBelow(T.CreateTruncating(Exponentials.LeastExponential));
                    exponential.Store(exponentials + at);
                }

                sum += exponential;
                var target = (kept * Lanes<TSimd, TVector, T>.Load(y + at)) + spread;
                target.Store(y + at);
                total += target;
                weighted += target * Lanes<TSimd, TVector, T>.Load(differences + at);
            }

            for (nint k = 0; k < units; k++)
            {
                var at = (k * lanes) + lane;
                ((total * (Lanes<TSimd, TVector, T>.Load(exponentials + at) / sum)) - Lanes<TSimd, TVector, T>.Load(y + at)).Store(exponentials + at);
            }

            sum.Store(sums + lane);
            total.Store(totals + lane);
            weighted.Store(chosen + lane);
        }

        if (!losses.IsEmpty)
        {
            TensorPrimitives.Log(new ReadOnlySpan<T>(sums, (int)lanes), new Span<T>(sums, (int)lanes));
            for (var i = 0; i < losses.Length; i++)
            {
                losses[i] = (totals[i] * sums[i]) - chosen[i];
            }
        }
    }
}
