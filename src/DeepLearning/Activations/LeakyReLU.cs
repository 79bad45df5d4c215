using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The leaky rectified linear unit: g(z) = z where z &gt; 0, slope · z elsewhere; g′ is 1 and slope.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.LeakyReLU"/>.</remarks>
internal sealed class LeakyReLU : Activation
{
    /// <summary>A leaky ReLU of the given slope.</summary>
    /// <param name="slope">The slope below zero; a finite number, 0.01 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slope"/> is not finite.</exception>
    public LeakyReLU(double slope = 0.01) => Slope = Guard.Finite(slope);

    /// <summary>The slope below zero.</summary>
    public double Slope { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"LeakyReLU({Slope})");

    /// <inheritdoc/>
    public override Initializer DefaultInitializer => Initializer.He();

    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => Formula.WherePositive(z, z, Slope * z);

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        z.CopyTo(a);
        VectorLoop.Combine(new Bend<T>(T.CreateChecked(Slope)), z, a);
    }

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units) =>
        VectorLoop.Combine(new Bend<T>(T.CreateChecked(Slope)), z, delta);

    /// <summary>y where x is greater than 0, else slope · y.</summary>
    private readonly struct Bend<T>(T slope) : ICombination<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Of<TSimd, TVector>(TVector x, TVector y)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged => TSimd.WhereGreater(x, default, y, TSimd.Multiply(y, TSimd.Broadcast(slope)));
    }
}
