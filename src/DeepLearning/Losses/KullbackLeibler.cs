using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>
/// The Kullback–Leibler divergence of the outputs from the targets, fused with softmax: L = Σₖ yₖ (log yₖ − log aₖ), dZ = A − Y.
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Loss.KullbackLeibler"/>.</remarks>
internal sealed class KullbackLeibler : Loss
{
    /// <inheritdoc/>
    public override Activation FusedActivation => Activation.Softmax;

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses)
    {
        var units = outputs.Length / losses.Length;
        for (var i = 0; i < losses.Length; i++)
        {
            var logits = outputs.Slice(i * units, units);
            var target = targets.Slice(i * units, units);
            var largest = TensorPrimitives.Max(logits);
            var (sum, divergence, total) = (T.Zero, T.Zero, T.Zero);
            for (var k = 0; k < units; k++)
            {
                var logit = logits[k] - largest;
                sum += T.Exp(logit);
                divergence += target[k] > T.Zero ? target[k] * (T.Log(target[k]) - logit) : T.Zero;
                total += target[k];
            }

            losses[i] = (total * T.Log(sum)) + divergence;
        }
    }

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units) =>
        CrossEntropy.Backward(outputs, targets, delta, units);

    /// <inheritdoc/>
    protected override string? InvalidTargetCore<T>(ReadOnlySpan<T> targets, int units, out int example) =>
        TargetDistribution.InvalidTarget(Name, targets, units, out example);
}
