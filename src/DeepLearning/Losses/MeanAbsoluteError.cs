namespace DeepLearning;

/// <summary>Mean absolute error over the n outputs: L = (1/n) Σₖ |aₖ − yₖ|, dA = (1/n) sign(A − Y).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Loss.MeanAbsoluteError"/>.</remarks>
internal sealed class MeanAbsoluteError : Loss
{
    internal override bool ComparesNumbers => true;

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses)
    {
        var units = outputs.Length / losses.Length;
        for (var i = 0; i < losses.Length; i++)
        {
            var sum = T.Zero;
            for (var k = i * units; k < (i + 1) * units; k++)
            {
                sum += T.Abs(outputs[k] - targets[k]);
            }

            losses[i] = sum / T.CreateChecked(units);
        }
    }

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units)
    {
        var factor = T.CreateChecked(1.0 / units);
        for (var i = 0; i < delta.Length; i++)
        {
            var error = outputs[i] - targets[i];
            delta[i] = error > T.Zero ? factor : error < T.Zero ? -factor : error;
        }
    }
}
