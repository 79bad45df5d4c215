using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>
/// Softmax with cross-entropy of few classes, of a block of examples at once: see <see cref="ClassLanes{TSimd, TVector, T}"/>.
/// </summary>
internal static unsafe class CrossEntropyBlock<TSimd, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The losses and the gradients, where they are asked for.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses, Span<T> delta, int units, double labelSmoothing)
    {
        var (kept, spread) = (T.CreateChecked(1 - labelSmoothing), T.CreateChecked(labelSmoothing / units));
        var differences = stackalloc T[ClassLanes<TSimd, TVector, T>.Size];
        var exponentials = stackalloc T[ClassLanes<TSimd, TVector, T>.Size];
        var smoothed = stackalloc T[ClassLanes<TSimd, TVector, T>.Size];
        var together = ClassLanes<TSimd, TVector, T>.Together(units);
        fixed (T* z = outputs, y = targets, dz = delta)
        {
            var examples = outputs.Length / units;
            for (var first = 0; first < examples; first += together)
            {
                var count = Math.Min(together, examples - first);
                var lanes = ClassLanes<TSimd, TVector, T>.Of(count);
                ClassLanes<TSimd, TVector, T>.Load(z + (first * units), differences, units, count);
                ClassLanes<TSimd, TVector, T>.Load(y + (first * units), smoothed, units, count);
                ClassLanes<TSimd, TVector, T>.Exponentiate(differences, exponentials, units, lanes);
                Finish(differences, exponentials, smoothed, units, lanes, kept, spread, losses.IsEmpty ? [] : losses.Slice(first, count));
                if (dz != null)
                {
                    ClassLanes<TSimd, TVector, T>.Store(exponentials, dz + (first * units), units, count);
                }
            }
        }
    }

    /// <summary>
    /// L = Σ y (log Σ eᶻ − z), all relative to the largest z, so that no term loses its digits in a difference of large numbers; and
    /// dz = (Σ y) a − y in place of the exponentials.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish(T* differences, T* exponentials, T* y, int units, nint lanes, T kept, T spread, Span<T> losses)
    {
        var sums = stackalloc T[ClassLanes<TSimd, TVector, T>.Size];
        var totals = stackalloc T[ClassLanes<TSimd, TVector, T>.Size];
        var chosen = stackalloc T[ClassLanes<TSimd, TVector, T>.Size];
        for (nint lane = 0; lane < lanes; lane += TSimd.Width)
        {
            var sum = ClassLanes<TSimd, TVector, T>.Sum(exponentials, lane, units, lanes);
            Lanes<TSimd, TVector, T> total = default;
            Lanes<TSimd, TVector, T> weighted = default;
            for (nint k = 0; k < units; k++)
            {
                var at = (k * lanes) + lane;
                var target = (kept * Lanes<TSimd, TVector, T>.Load(y + at)) + spread;
                target.Store(y + at);
                total += target;
                weighted += target * Lanes<TSimd, TVector, T>.Load(differences + at);
            }

            for (nint k = 0; k < units; k++)
            {
                var at = (k * lanes) + lane;
                ((total * (Lanes<TSimd, TVector, T>.Load(exponentials + at) / sum)) - Lanes<TSimd, TVector, T>.Load(y + at))
                    .Store(exponentials + at);
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
