using System.Globalization;
using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>
/// Categorical cross-entropy, fused with softmax: L = −Σₖ yₖ log aₖ = log Σₖ e^zₖ − Σₖ yₖ zₖ, dZ = A − Y, since Σₖ yₖ = 1.
/// With label smoothing ε, y stands for (1 − ε) y + ε / n.
/// </summary>
/// <remarks>
/// Computed from the logits with the largest subtracted first (log-sum-exp), so the loss and its gradient are finite for every
/// finite Z. A target is a distribution over the classes, usually one-hot: no number below 0, sum 1 within 10⁻³; where its sum s is
/// not quite 1, L is −Σₖ yₖ log aₖ all the same, and dZ = s A − Y. NaN in Z gives NaN.
/// Labels given as integers become one-hot columns in the <see cref="Dataset"/> (<see cref="OneHot"/>), never in the loss: there is one form of target.
/// Label smoothing keeps the network from driving its logits apart without end; the loss of a perfect answer is then no longer 0.
/// Source of label smoothing: Szegedy, Vanhoucke, Ioffe, Shlens and Wojna, "Rethinking the Inception architecture for computer vision", 2016.
/// </remarks>
public sealed class CrossEntropy : Loss
{
    /// <summary>Cross-entropy, with smoothed labels if so wished.</summary>
    /// <param name="labelSmoothing">ε, in [0, 1): the share of every target that is spread evenly over the n classes; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="labelSmoothing"/> is outside [0, 1).</exception>
    public CrossEntropy(double labelSmoothing = 0) => LabelSmoothing = Guard.Decay(labelSmoothing);

    /// <summary>ε, the share of every target that is spread evenly over the classes.</summary>
    public double LabelSmoothing { get; }

    /// <inheritdoc/>
    public override string Name =>
        LabelSmoothing == 0 ? nameof(CrossEntropy) : string.Create(CultureInfo.InvariantCulture, $"SmoothedCrossEntropy({LabelSmoothing})");

    /// <inheritdoc/>
    public override Activation FusedActivation => Activation.Softmax;

    /// <inheritdoc/>
    public override void Forward<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses)
    {
        var units = outputs.Length / losses.Length;
        var (kept, spread) = (T.CreateChecked(1 - LabelSmoothing), T.CreateChecked(LabelSmoothing / units));
        for (var i = 0; i < losses.Length; i++)
        {
            var logits = outputs.Slice(i * units, units);
            var target = targets.Slice(i * units, units);
            var largest = TensorPrimitives.Max(logits);
            var (sum, chosen, total) = (T.Zero, T.Zero, T.Zero);
            for (var k = 0; k < units; k++)
            {
                // Relative to the largest logit, so that no term loses its digits in a difference of large numbers.
                var y = (kept * target[k]) + spread;
                sum += T.Exp(logits[k] - largest);
                chosen += y * (logits[k] - largest);
                total += y;
            }

            losses[i] = (total * T.Log(sum)) - chosen;
        }
    }

    /// <inheritdoc/>
    public override void Backward<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units)
    {
        var (kept, spread) = (T.CreateChecked(1 - LabelSmoothing), T.CreateChecked(LabelSmoothing / units));
        FusedActivation.Forward(outputs, delta, units);
        for (var start = 0; start < delta.Length; start += units)
        {
            var example = delta.Slice(start, units);
            var target = targets.Slice(start, units);
            var total = (kept * TensorPrimitives.Sum(target)) + T.CreateChecked(LabelSmoothing);
            for (var k = 0; k < units; k++)
            {
                example[k] = (total * example[k]) - ((kept * target[k]) + spread);
            }
        }
    }

    /// <inheritdoc/>
    public override string? Misfit<T>(ReadOnlySpan<T> target) => TargetDistribution.Misfit(Name, target);
}
