using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The exponential linear unit: g(z) = z where z &gt; 0, α (eᶻ − 1) elsewhere; g′ is 1 and α eᶻ = a + α.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.ELU"/>.</remarks>
internal sealed class ELU : Activation
{
    /// <summary>An ELU of the given α.</summary>
    /// <param name="alpha">α, greater than 0: −α is the value far below zero; 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not greater than 0, or not finite.</exception>
    public ELU(double alpha = 1) => Alpha = Guard.Positive(alpha);

    /// <summary>α; −α is the value far below zero.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"ELU({Alpha})");

    /// <inheritdoc/>
    public override Initializer DefaultInitializer => Initializer.He();

    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => Formula.WherePositive(z, z, Alpha * Formula.ExpM1(z));

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units) => Forward(z, a, T.One, T.CreateChecked(Alpha));

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units) =>
        Backward(z, a, delta, T.One, T.CreateChecked(Alpha));

    /// <summary>a = slope · z above zero, scale · (eᶻ − 1) elsewhere.</summary>
    internal static void Forward<T>(ReadOnlySpan<T> z, Span<T> a, T slope, T scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> negative = stackalloc T[Block.Size];
        Span<T> power = stackalloc T[Block.Size];
        for (var start = 0; start < z.Length; start += Block.Size)
        {
            var from = Block.Of(z, start);
            var to = Block.Of(a, start);
            from.CopyTo(negative);
            TensorPrimitives.Min(negative, T.Zero, negative);
            NearZero.ExpM1(negative, power);
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = from[i] > T.Zero ? slope * from[i] : scale * power[i];
            }
        }
    }

    internal static void Backward<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, T slope, T scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < delta.Length; i++)
        {
            delta[i] *= z[i] > T.Zero ? slope : a[i] + scale;
        }
    }
}
