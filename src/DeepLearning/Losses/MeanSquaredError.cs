namespace DeepLearning;

/// <summary>Mean squared error over the n outputs: L = (1/n) Σₖ (aₖ − yₖ)², dA = (2/n) (A − Y).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Loss.MeanSquaredError"/>.</remarks>
internal sealed class MeanSquaredError : Loss
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
                var error = outputs[k] - targets[k];
                sum += error * error;
            }

            losses[i] = sum / T.CreateChecked(units);
        }
    }

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units)
    {
        var factor = T.CreateChecked(2.0 / units);
        for (var i = 0; i < delta.Length; i++)
        {
            delta[i] = factor * (outputs[i] - targets[i]);
        }
    }
}
