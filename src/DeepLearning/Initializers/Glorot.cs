namespace DeepLearning;

/// <summary>Normal with variance gain · 2 / (n[l−1] + n[l]): W ~ N(0, 2 gain / (n[l−1] + n[l])).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Initializer.Glorot"/>.</remarks>
internal sealed class Glorot : Initializer
{
    /// <summary>Glorot initialization of the given gain.</summary>
    /// <param name="varianceGain">Multiplies the variance; greater than 0, 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="varianceGain"/> is not greater than 0, or not finite.</exception>
    public Glorot(double varianceGain = 1) => VarianceGain = Guard.Positive(varianceGain);

    /// <summary>What the variance is multiplied by.</summary>
    public double VarianceGain { get; }

    /// <inheritdoc/>
    protected override void InitializeCore<T>(Span<T> weights, int fanIn, int fanOut, RandomStream random) =>
        FillNormal(weights, Math.Sqrt(2 * VarianceGain / (fanIn + fanOut)), random);
}
