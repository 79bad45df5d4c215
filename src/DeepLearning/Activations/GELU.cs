using System.Numerics;
using MathNet.Numerics;

namespace DeepLearning;

/// <summary>
/// The Gaussian error linear unit: g(z) = z Φ(z), with Φ the distribution function of the standard normal; g′(z) = Φ(z) + z φ(z).
/// </summary>
/// <remarks>
/// Exact, by the complementary error function, also in the far tails: g(−∞) is 0, g(+∞) is +∞, NaN passes through.
/// <see cref="DeepLearning.TanhGELU"/> is the cheaper approximation. Layers with it are initialized by <see cref="Initializer.He"/> unless
/// they say otherwise. Source: Hendrycks and Gimpel, "Gaussian error linear units", 2016.
/// </remarks>
public sealed class GELU : Activation
{
    // Beyond ±40 Φ is 0 or 1 and φ is 0 in double, so cutting z there changes nothing but 0 · ∞.
    private const double Far = 40;

    /// <inheritdoc/>
    public override Initializer DefaultInitializer => Initializer.He();

    /// <inheritdoc/>
    public override void Forward<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        for (var i = 0; i < z.Length; i++)
        {
            var x = Math.Max(double.CreateChecked(z[i]), -Far);
            a[i] = T.CreateChecked(x * Distribution(x));
        }
    }

    /// <inheritdoc/>
    public override void Backward<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        for (var i = 0; i < delta.Length; i++)
        {
            var x = Math.Clamp(double.CreateChecked(z[i]), -Far, Far);
            delta[i] *= T.CreateChecked(Distribution(x) + (x * Density(x)));
        }
    }

    /// <summary>Φ(x), with all its digits in the left tail too.</summary>
    private static double Distribution(double x) => 0.5 * SpecialFunctions.Erfc(x * -Constants.Sqrt1Over2);

    private static double Density(double x) => Constants.InvSqrt2Pi * Math.Exp(-0.5 * x * x);
}
