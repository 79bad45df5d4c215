using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>Sums over spans, with the same bits from every vector width.</summary>
/// <remarks>
/// The order of the additions is that of 128 bytes, the widest two vectors: element i belongs to partial sum i mod 32 (float) or 16
/// (double), and these are added by halves. TensorPrimitives sum in an order that depends on the processor's vectors.
/// </remarks>
internal static unsafe class Sums
{
    private const int Bytes = 128;

    /// <summary>Σ xᵢ.</summary>
    public static T Of<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Sum<T, Element<T>>(x, x);

    /// <summary>Σ |xᵢ|.</summary>
    public static T OfMagnitudes<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Sum<T, Magnitude<T>>(x, x);

    /// <summary>Σ xᵢ².</summary>
    public static T OfSquares<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Sum<T, Product<T>>(x, x);

    /// <summary>Σ xᵢ yᵢ.</summary>
    /// <exception cref="ArgumentException">The spans are not of one length.</exception>
    public static T OfProducts<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IFloatingPointIeee754<T> => x.Length == y.Length
        ? Sum<T, Product<T>>(x, y)
        : throw new ArgumentException($"The spans must be of one length, but hold {x.Length} and {y.Length} numbers.", nameof(y));

    private static T Sum<T, TTerm>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTerm : struct, ITerm<T>
    {
        var partials = Bytes / sizeof(T);
        var sums = stackalloc T[partials];
        new Span<T>(sums, partials).Clear();
        nint length = x.Length, whole = length - (length % partials);
        fixed (T* px = x, py = y)
        {
            var work = new WholeBlocks<T, TTerm>(px, py, whole, sums, partials);
            VectorWidth.Widest<T, WholeBlocks<T, TTerm>>(ref work);
            for (var i = whole; i < length; i++)
            {
                sums[i - whole] = TTerm.AddTo<SimdScalar<T>, T>(sums[i - whole], px[i], py[i]);
            }
        }

        return ByHalves(sums, (int)Math.Min(length, partials));
    }

    /// <summary>Adds the part that fills all partial sums equally often, two vectors of partial sums at a time.</summary>
    private readonly struct WholeBlocks<T, TTerm>(T* x, T* y, nint length, T* sums, int partials) : IVectorWork<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTerm : struct, ITerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public nint Run<TSimd, TVector>(nint start)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            // Copies, so that the compiler keeps them in registers.
            T* px = x, py = y, to = sums;
            var (end, step) = (length, partials);
            for (var first = 0; first < step; first += 2 * TSimd.Width)
            {
                var second = first + TSimd.Width;
                var (left, right) = (TSimd.Load(to + first), TSimd.Load(to + second));
                for (nint i = 0; i < end; i += step)
                {
                    left = TTerm.AddTo<TSimd, TVector>(left, TSimd.Load(px + i + first), TSimd.Load(py + i + first));
                    right = TTerm.AddTo<TSimd, TVector>(right, TSimd.Load(px + i + second), TSimd.Load(py + i + second));
                }

                TSimd.Store(left, to + first);
                TSimd.Store(right, to + second);
            }

            return start;
        }
    }

    private static T ByHalves<T>(T* sums, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        while (count > 1)
        {
            var half = (count + 1) / 2;
            for (var i = 0; i + half < count; i++)
            {
                sums[i] += sums[i + half];
            }

            count = half;
        }

        return sums[0];
    }

    private readonly struct Element<T> : ITerm<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector AddTo<TSimd, TVector>(TVector sum, TVector x, TVector y)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged => TSimd.Add(sum, x);
    }

    private readonly struct Magnitude<T> : ITerm<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector AddTo<TSimd, TVector>(TVector sum, TVector x, TVector y)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged => TSimd.Add(sum, TSimd.Abs(x));
    }

    private readonly struct Product<T> : ITerm<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector AddTo<TSimd, TVector>(TVector sum, TVector x, TVector y)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged => TSimd.MultiplyAdd(x, y, sum);
    }
}
