using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepLearning.Numerics;

/// <summary>Loops over spans on the widest vectors of the processor, in one pass over memory.</summary>
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
            nint length = y.Length;
            var done = Vector512.IsHardwareAccelerated ? Run<T, TCombination, Simd512<T>, Vector512<T>>(function, px, py, 0, length)
                : Vector256.IsHardwareAccelerated ? Run<T, TCombination, Simd256<T>, Vector256<T>>(function, px, py, 0, length)
                : Vector128.IsHardwareAccelerated ? Run<T, TCombination, Simd128<T>, Vector128<T>>(function, px, py, 0, length)
                : 0;
            Run<T, TCombination, SimdScalar<T>, T>(function, px, py, done, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Run<T, TCombination, TSimd, TVector>(TCombination function, T* x, T* y, nint start, nint length)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TCombination : struct, ICombination<T>
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
    {
        var i = start;
        for (; i + TSimd.Width <= length; i += TSimd.Width)
        {
            TSimd.Store(function.Of<TSimd, TVector>(TSimd.Load(x + i), TSimd.Load(y + i)), y + i);
        }

        return i;
    }
}
