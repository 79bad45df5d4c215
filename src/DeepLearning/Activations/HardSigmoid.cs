namespace DeepLearning;

/// <summary>A sigmoid of straight lines: g(z) = min(max(z / 6 + ½, 0), 1); g′(z) = 1/6 where −3 &lt; z &lt; 3, else 0.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.HardSigmoid"/>.</remarks>
internal sealed class HardSigmoid : Activation
{
    private const int Kink = 3;

    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => Formula.Max(0, Formula.Min(1, (1.0 / 6 * z) + 0.5));

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        var (slope, half) = (T.CreateChecked(1.0 / 6), T.CreateChecked(0.5));
        for (var i = 0; i < z.Length; i++)
        {
            a[i] = T.Clamp((slope * z[i]) + half, T.Zero, T.One);
        }
    }

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        var (slope, kink) = (T.CreateChecked(1.0 / 6), T.CreateChecked(Kink));
        for (var i = 0; i < delta.Length; i++)
        {
            delta[i] *= T.IsNaN(z[i]) ? z[i] : T.Abs(z[i]) < kink ? slope : T.Zero;
        }
    }
}
