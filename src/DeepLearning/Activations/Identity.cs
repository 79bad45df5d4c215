namespace DeepLearning;

/// <summary>The linear activation: g(z) = z, g′(z) = 1.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.Identity"/>.</remarks>
internal sealed class Identity : Activation
{
    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => z;

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units) => z.CopyTo(a);

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
    }
}
