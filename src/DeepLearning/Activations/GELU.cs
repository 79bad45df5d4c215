using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// The Gaussian error linear unit: g(z) = z Φ(z), with Φ the distribution function of the standard normal; g′(z) = Φ(z) + z φ(z).
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.GELU"/>.</remarks>
internal sealed class GELU : Activation
{
    // Beyond ±40 Φ is 0 or 1 and φ is 0 in double, so cutting z there changes nothing but 0 · ∞.
    private const double Far = 40;

    /// <inheritdoc/>
    public override Initializer DefaultInitializer => Initializer.He();

    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => 0.5 * z * Formula.Erfc(-Math.Sqrt(0.5) * z);

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        for (var i = 0; i < z.Length; i++)
        {
            var x = Math.Max(double.CreateChecked(z[i]), -Far);
            a[i] = T.CreateChecked(x * StandardNormal.Distribution(x));
        }
    }

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        for (var i = 0; i < delta.Length; i++)
        {
            var x = Math.Clamp(double.CreateChecked(z[i]), -Far, Far);
            delta[i] *= T.CreateChecked(StandardNormal.Distribution(x) + (x * StandardNormal.Density(x)));
        }
    }
}
