using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace DeepLearning;

/// <summary>
/// Binary cross-entropy, fused with the sigmoid and summed over the outputs:
/// L = −Σₖ (yₖ log aₖ + (1 − yₖ) log(1 − aₖ)) = Σₖ (max(zₖ, 0) − yₖ zₖ + log(1 + e^−|zₖ|)), dZ = A − Y.
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Loss.BinaryCrossEntropy"/>.</remarks>
internal sealed class BinaryCrossEntropy : Loss
{
    /// <inheritdoc/>
    public override Activation FusedActivation => Activation.Sigmoid;

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses) =>
        OutputTerms.Sum(default(Term<T>), outputs, targets, losses);

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units)
    {
        FusedActivation.Forward(outputs, delta, units);
        TensorPrimitives.Subtract(delta, targets, delta);
    }

    /// <inheritdoc/>
    protected override string? InvalidTargetCore<T>(ReadOnlySpan<T> targets, int units, out int example)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            if (!(targets[i] >= T.Zero && targets[i] <= T.One))
            {
                example = i / units;
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"a target of {Name} lies in [0, 1], usually 0 or 1, but row {i % units} of this one is {targets[i]}");
            }
        }

        example = -1;
        return null;
    }

    private readonly struct Term<T> : IOutputTerm<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Of(T z, T y) => T.Max(z, T.Zero) - (y * z) + T.LogP1(T.Exp(-T.Abs(z)));
    }
}
