using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The logistic function: g(z) = 1 / (1 + e⁻ᶻ), g′(z) = a (1 − a).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.Sigmoid"/>.</remarks>
internal sealed class Sigmoid : Activation
{
    private const int Shortest = 16;

    /// <inheritdoc/>
    public override bool YieldsProbabilities => true;

    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => Formula.Sigmoid(z);

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        if (z.Length >= Shortest)
        {
            TensorPrimitives.Sigmoid(z, a);
            return;
        }

        // A span shorter than a vector would be computed one by one, with other roundings: the bits would depend on how columns are shared
        // out.
        Span<T> padded = stackalloc T[Shortest];
        z.CopyTo(padded);
        TensorPrimitives.Sigmoid(padded, padded);
        padded[..z.Length].CopyTo(a);
    }

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units) =>
        VectorLoop.Combine(default(Derivative<T>), a, delta);

    /// <summary>dz = da · a (1 − a).</summary>
    private readonly struct Derivative<T> : ICombination<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Of<TSimd, TVector>(TVector x, TVector y)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged => TSimd.Multiply(y, TSimd.Multiply(x, TSimd.Subtract(TSimd.Broadcast(T.One), x)));
    }
}
