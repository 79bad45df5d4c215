namespace DeepLearning;

/// <summary>All zeros: W = 0.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Initializer.Zeros"/>.</remarks>
internal sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    protected override void InitializeCore<T>(Span<T> weights, int fanIn, int fanOut, RandomStream random) => weights.Clear();
}
