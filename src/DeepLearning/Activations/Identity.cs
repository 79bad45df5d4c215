namespace DeepLearning;

/// <summary>The linear activation: g(z) = z, g′(z) = 1.</summary>
/// <remarks>The usual output of a regression. NaN and infinities pass through.</remarks>
public sealed class Identity : Activation
{
    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => z;

    /// <inheritdoc/>
    public override void Forward<T>(ReadOnlySpan<T> z, Span<T> a, int units) => z.CopyTo(a);

    /// <inheritdoc/>
    public override void Backward<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
    }
}
