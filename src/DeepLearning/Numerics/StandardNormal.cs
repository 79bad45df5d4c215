using MathNet.Numerics;

namespace DeepLearning.Numerics;

/// <summary>The standard normal distribution, with all its digits in the left tail too.</summary>
internal static class StandardNormal
{
    /// <summary>
    /// Beyond it Φ is computed from φ: Erfc takes its argument rounded, and there e^(−x²/2) turns that into x² roundings of the result.
    /// </summary>
    private const double Tail = 5;

    /// <summary>So many terms give all digits of a double from <see cref="Tail"/> on.</summary>
    private const int Terms = 28;

    /// <summary>φ(x) = e^(−x²/2) / √(2π).</summary>
    public static double Density(double x)
    {
        // What is lost in rounding x² is as large as a rounding of x² itself, and comes back as a factor.
        var square = x * x;
        var lost = Math.FusedMultiplyAdd(x, x, -square);
        return Constants.InvSqrt2Pi * Math.Exp(-0.5 * square) * (1 - (0.5 * lost));
    }

    /// <summary>Φ(x), the integral of φ up to x.</summary>
    public static double Distribution(double x)
    {
        if (!(x < -Tail))
        {
            return 0.5 * SpecialFunctions.Erfc(x * -Constants.Sqrt1Over2);
        }

        // Laplace's continued fraction: Φ(−t) = φ(t) / (t + 1 / (t + 2 / (t + 3 / (t + …)))).
        var t = -x;
        var fraction = t;
        for (var k = Terms; k > 0; k--)
        {
            fraction = t + (k / fraction);
        }

        return Density(t) / fraction;
    }
}
