namespace DeepLearning;

/// <summary>Normal with variance gain / n[l−1]: W ~ N(0, gain / n[l−1]).</summary>
/// <remarks>
/// Called LeCun normal in Keras; what PyTorch and Keras call Xavier or Glorot normal is <see cref="DeepLearning.Glorot"/>.
/// Keeps the variance of activations where g′(0) = 1, as for tanh; the default of all activations but the ReLU kinds.
/// Source: the course's form of Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.
/// </remarks>
internal sealed class Xavier : Initializer
{
    /// <summary>Xavier initialization of the given gain.</summary>
    /// <param name="varianceGain">Multiplies the variance; greater than 0, 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="varianceGain"/> is not greater than 0, or not finite.</exception>
    public Xavier(double varianceGain = 1) => VarianceGain = Guard.Positive(varianceGain);

    /// <summary>What the variance is multiplied by.</summary>
    public double VarianceGain { get; }

    /// <inheritdoc/>
    protected override void InitializeCore<T>(Span<T> weights, int fanIn, int fanOut, RandomStream random) =>
        FillNormal(weights, Math.Sqrt(VarianceGain / fanIn), random);
}
