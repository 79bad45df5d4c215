using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>
/// The Kullback–Leibler divergence of the outputs from the targets, fused with softmax: L = Σₖ yₖ (log yₖ − log aₖ), dZ = A − Y.
/// </summary>
/// <remarks>
/// <see cref="Loss.CrossEntropy"/> less the entropy of the target: the same gradient, but 0 where the outputs equal the targets, which
/// suits targets that are distributions, as in distillation. 0 · log 0 counts as 0. Computed from the logits with the largest subtracted
/// first, so the loss and its gradient are finite for every finite Z. A target has no number below 0 and sum 1 within 10⁻³; where its sum s
/// is not quite 1, dZ = s A − Y. Summed over the classes, as in Keras and as PyTorch's <c>reduction="batchmean"</c>; PyTorch's default
/// divides by the number of classes besides. NaN in Z gives NaN.
/// Source: Kullback and Leibler, "On information and sufficiency", 1951.
/// </remarks>
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
