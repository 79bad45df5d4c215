using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>Softmax over few classes, of a block of examples at once: see <see cref="ClassLanes{TSimd, TVector, T}"/>.</summary>
internal static unsafe class SoftmaxBlock<TSimd, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A = softmax(Z).</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(ReadOnlySpan<T> logits, Span<T> probabilities, int units)
    {
        var block = stackalloc T[ClassLanes<TSimd, TVector, T>.Size];
        var exponentials = stackalloc T[ClassLanes<TSimd, TVector, T>.Size];
        var together = ClassLanes<TSimd, TVector, T>.Together(units);
        fixed (T* z = logits, a = probabilities)
        {
            var examples = logits.Length / units;
            for (var first = 0; first < examples; first += together)
            {
                var count = Math.Min(together, examples - first);
                ClassLanes<TSimd, TVector, T>.Load(z + (first * units), block, units, count);
                ClassLanes<TSimd, TVector, T>.Exponentiate(block, exponentials, units, ClassLanes<TSimd, TVector, T>.Of(count));
                Divide(exponentials, units, ClassLanes<TSimd, TVector, T>.Of(count));
                ClassLanes<TSimd, TVector, T>.Store(exponentials, a + (first * units), units, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Divide(T* exponentials, int units, nint lanes)
    {
        for (nint lane = 0; lane < lanes; lane += TSimd.Width)
        {
            var sum = ClassLanes<TSimd, TVector, T>.Sum(exponentials, lane, units, lanes);
            for (nint k = 0; k < units; k++)
            {
                var at = (k * lanes) + lane;
                (Lanes<TSimd, TVector, T>.Load(exponentials + at) / sum).Store(exponentials + at);
            }
        }
    }
}
