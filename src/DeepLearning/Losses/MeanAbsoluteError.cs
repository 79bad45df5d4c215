using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning;

/// <summary>Mean absolute error over the n outputs: L = (1/n) Σₖ |aₖ − yₖ|, dA = (1/n) sign(A − Y).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Loss.MeanAbsoluteError"/>.</remarks>
internal sealed class MeanAbsoluteError : Loss
{
    internal override bool ComparesNumbers => true;

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses) =>
        OutputTerms.Mean(default(Term<T>), outputs, targets, losses);

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

    private readonly struct Term<T> : IOutputTerm<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Of(T a, T y) => T.Abs(a - y);
    }
}
