namespace DeepLearning;

/// <summary>The linear activation: g(z) = z, g′(z) = 1.</summary>
/// <remarks>The usual output of a regression. NaN and infinities pass through.</remarks>
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
