namespace DeepLearning;

/// <summary>Small normal numbers whatever the shape: W ~ N(0, scale²).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Initializer.Normal"/>.</remarks>
internal sealed class Normal : Initializer
{
    /// <summary>Normal numbers of the given standard deviation.</summary>
    /// <param name="scale">The standard deviation, 0 or greater; the course's 0.01 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative or not finite.</exception>
    public Normal(double scale = 0.01) => Scale = Guard.NotNegative(scale);

    /// <summary>The standard deviation.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    protected override void InitializeCore<T>(Span<T> weights, int fanIn, int fanOut, RandomStream random) =>
        FillNormal(weights, Scale, random);
}
