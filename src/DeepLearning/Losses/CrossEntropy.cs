using System.Buffers;
using System.Globalization;
using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Categorical cross-entropy, fused with softmax: L = −Σₖ yₖ log aₖ = log Σₖ e^zₖ − Σₖ yₖ zₖ, dZ = A − Y, since Σₖ yₖ = 1.
/// With label smoothing ε, y stands for (1 − ε) y + ε / n.
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Loss.CrossEntropy"/>.</remarks>
internal sealed class CrossEntropy : Loss
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
    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses) =>
        Compute(outputs, targets, losses, [], outputs.Length / losses.Length);

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units) =>
        Compute(outputs, targets, [], delta, units);

    /// <inheritdoc/>
    protected override void ForwardAndBackwardCore<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses, Span<T> delta, int units) =>
        Compute(outputs, targets, losses, delta, units);

    /// <inheritdoc/>
    protected override string? InvalidTargetCore<T>(ReadOnlySpan<T> targets, int units, out int example) =>
        TargetDistribution.InvalidTarget(Name, targets, units, out example);

    /// <summary>The losses and the gradients, where they are asked for.</summary>
    private void Compute<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses, Span<T> delta, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (units > FewClasses.Most<T>())
        {
            ComputeLarge(outputs, targets, losses, delta, units);
        }
        else
        {
            FewClasses.CrossEntropy(outputs, targets, losses, delta, units, LabelSmoothing);
        }
    }

    /// <summary>
    /// Σ y (log Σ eᶻ − z), all relative to the largest z, so that no term loses its digits in a difference of large numbers.
    /// </summary>
    private static T LossOf<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> y, T logarithm, T kept, T spread)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = Exponentials.Largest(z);
        var (chosen, total) = (T.Zero, T.Zero);
        for (var k = 0; k < z.Length; k++)
        {
            var smoothed = (kept * y[k]) + spread;
            chosen += smoothed * (z[k] - largest);
            total += smoothed;
        }

        return (total * logarithm) - chosen;
    }

    /// <summary>dz = (Σ y) a − y.</summary>
    private static void Gradient<T>(ReadOnlySpan<T> exponentials, T sum, ReadOnlySpan<T> y, Span<T> delta, T kept, T spread)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var total = T.Zero;
        foreach (var target in y)
        {
            total += (kept * target) + spread;
        }

        for (var k = 0; k < delta.Length; k++)
        {
            delta[k] = (total * (exponentials[k] / sum)) - ((kept * y[k]) + spread);
        }
    }

    /// <summary>The same for many classes, one example after another.</summary>
    private void ComputeLarge<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses, Span<T> delta, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (kept, spread) = (T.CreateChecked(1 - LabelSmoothing), T.CreateChecked(LabelSmoothing / units));
        var rented = delta.IsEmpty ? ArrayPool<T>.Shared.Rent(units) : [];
        for (var start = 0; start < outputs.Length; start += units)
        {
            var logits = outputs.Slice(start, units);
            var target = targets.Slice(start, units);
            var exponentials = delta.IsEmpty ? rented.AsSpan(0, units) : delta.Slice(start, units);
            Exponentials.OfShifted(logits, exponentials, units);
            var sum = Sums.Of<T>(exponentials);
            if (!losses.IsEmpty)
            {
                losses[start / units] = LossOf(logits, target, T.Log(sum), kept, spread);
            }

            if (!delta.IsEmpty)
            {
                Gradient(exponentials, sum, target, exponentials, kept, spread);
            }
        }

        if (delta.IsEmpty)
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }
}
