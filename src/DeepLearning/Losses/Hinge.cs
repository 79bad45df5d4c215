using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning;

/// <summary>
/// The hinge loss of yes-or-no questions, summed over the outputs: with tₖ = 1 for yes and −1 for no, L = Σₖ max(0, 1 − tₖ aₖ),
/// dAₖ = −tₖ where tₖ aₖ &lt; 1, else 0.
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Loss.Hinge"/>.</remarks>
internal sealed class Hinge : Loss
{
    /// <inheritdoc/>
    public override double? DecisionThreshold => 0;

    internal override bool ComparesNumbers => true;

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses) =>
        OutputTerms.Sum(default(Term<T>), outputs, targets, losses);

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units)
    {
        for (var i = 0; i < delta.Length; i++)
        {
            var sign = targets[i] > T.Zero ? T.One : T.NegativeOne;
            var margin = sign * outputs[i];
            delta[i] = margin < T.One ? -sign : margin >= T.One ? T.Zero : margin;
        }
    }

    /// <inheritdoc/>
    protected override string? InvalidTargetCore<T>(ReadOnlySpan<T> targets, int units, out int example)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            var y = targets[i];
            if (y != T.One && y != T.Zero && y != T.NegativeOne)
            {
                example = i / units;
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"a target of {Name} is 1 for yes, and 0 or -1 for no, but row {i % units} of this one is {y}");
            }
        }

        example = -1;
        return null;
    }

    private readonly struct Term<T> : IOutputTerm<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Of(T a, T y) => T.Max(T.Zero, T.One - (y > T.Zero ? a : -a));
    }
}
