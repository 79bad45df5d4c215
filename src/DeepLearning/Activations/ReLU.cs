using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The rectified linear unit: g(z) = max(0, z); g′(z) = 1 where z &gt; 0, else 0.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.ReLU"/>.</remarks>
internal sealed class ReLU : Activation
{
    /// <inheritdoc/>
    public override Initializer DefaultInitializer => Initializer.He();

    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => Formula.Max(z, 0);

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units) => TensorPrimitives.Max(z, T.Zero, a);

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units) =>
        VectorLoop.Combine(default(Derivative<T>), z, delta);

    /// <summary>dz = da where z is greater than 0, else 0.</summary>
    private readonly struct Derivative<T> : ICombination<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Of<TSimd, TVector>(TVector x, TVector y)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged => TSimd.WhereGreater(x, default, y, default);
    }
}
