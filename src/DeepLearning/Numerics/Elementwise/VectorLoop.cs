using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>Loops over spans in one pass over memory.</summary>
internal static unsafe class VectorLoop
{
    /// <summary>y[i] := f(x[i], y[i]).</summary>
    /// <exception cref="ArgumentException">The spans are not of one length.</exception>
    public static void Combine<T, TCombination>(TCombination function, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TCombination : struct, ICombination<T>
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"The spans must be of one length, but hold {x.Length} and {y.Length} numbers.", nameof(y));
        }

        fixed (T* px = x, py = y)
        {
            var work = new Combination<T, TCombination>(function, px, py, y.Length);
            VectorWidth.All<T, Combination<T, TCombination>>(ref work, y.Length);
        }
    }

    private readonly struct Combination<T, TCombination>(TCombination function, T* x, T* y, nint length) : IVectorWork<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TCombination : struct, ICombination<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public nint Run<TSimd, TVector>(nint start)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            // Copies, so that the compiler keeps them in registers.
            T* from = x, to = y;
            var (f, end) = (function, length);
            var i = start;
            for (; i + TSimd.Width <= end; i += TSimd.Width)
            {
                TSimd.Store(f.Of<TSimd, TVector>(TSimd.Load(from + i), TSimd.Load(to + i)), to + i);
            }

            return i;
        }
    }
}
