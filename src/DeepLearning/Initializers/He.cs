namespace DeepLearning;

/// <summary>Normal with variance gain · 2 / n[l−1]: W ~ N(0, 2 gain / n[l−1]).</summary>
/// <remarks>
/// Normal numbers, as PyTorch's <c>kaiming_normal_</c>, which for a leaky ReLU divides the variance by 1 + slope² besides; Keras cuts its
/// normal numbers off at two standard deviations. A ReLU passes half of the variance on, which the 2 restores: through many layers the
/// signal neither vanishes nor explodes. Source: He, Zhang, Ren and Sun, "Delving deep into rectifiers", 2015.
/// </remarks>
internal sealed class He : Initializer
{
    /// <summary>He initialization of the given gain.</summary>
    /// <param name="varianceGain">Multiplies the variance; greater than 0, 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="varianceGain"/> is not greater than 0, or not finite.</exception>
    public He(double varianceGain = 1) => VarianceGain = Guard.Positive(varianceGain);

    /// <summary>What the variance is multiplied by.</summary>
    public double VarianceGain { get; }

    /// <inheritdoc/>
    protected override void InitializeCore<T>(Span<T> weights, int fanIn, int fanOut, RandomStream random) =>
        FillNormal(weights, Math.Sqrt(2 * VarianceGain / fanIn), random);
}
