using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The hyperbolic tangent: g(z) = tanh z, g′(z) = 1 − a².</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.Tanh"/>.</remarks>
internal sealed class Tanh : Activation
{
    /// <summary>So many numbers are computed at a time, a multiple of any vector's length.</summary>
    private const int Chunk = 64;

    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => Formula.Tanh(z);

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        Span<T> from = stackalloc T[Chunk];
        Span<T> to = stackalloc T[Chunk];
        for (var start = 0; start < z.Length; start += Chunk)
        {
            var count = Math.Min(Chunk, z.Length - start);
            z.Slice(start, count).CopyTo(from);
            TensorPrimitives.Tanh(from, to);
            CorrectNearZero(from, to);
            to[..count].CopyTo(a[start..]);
        }
    }

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units) =>
        VectorLoop.Combine(default(Derivative<T>), a, delta);

    /// <summary>dz = da (1 − a²).</summary>
    private readonly struct Derivative<T> : ICombination<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Of<TSimd, TVector>(TVector x, TVector y)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged => TSimd.Multiply(y, TSimd.Subtract(TSimd.Broadcast(T.One), TSimd.Multiply(x, x)));
    }

    /// <summary>
    /// The vectorized tanh is made from e^2|z| and has lost all digits near 0: in float it gives −6·10⁻⁸ for 0. Up to 0.7 Lambert's
    /// continued fraction z / (1 + z² / (3 + z² / (5 + …))), here its ninth convergent, is exact to rounding.
    /// </summary>
    private static void CorrectNearZero<T>(ReadOnlySpan<T> z, Span<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> C(double value) => new(T.CreateChecked(value / 34459425));
        var limit = new Vector<T>(T.CreateChecked(0.7));
        var (p0, p1, p2, p3) = (C(4729725), C(135135), C(990), C(1));
        var (q0, q1, q2, q3) = (C(16216200), C(945945), C(13860), C(45));
        for (var i = 0; i < z.Length; i += Vector<T>.Count)
        {
            var x = new Vector<T>(z[i..]);
            var near = Vector.LessThan(Vector.Abs(x), limit);
            var s = x * x;
            var p = Vector<T>.One + (s * (p0 + (s * (p1 + (s * (p2 + (s * p3)))))));
            var q = Vector<T>.One + (s * (q0 + (s * (q1 + (s * (q2 + (s * q3)))))));
            Vector.ConditionalSelect(near, x * (p / q), new Vector<T>(a[i..])).CopyTo(a[i..]);
        }
    }
}
