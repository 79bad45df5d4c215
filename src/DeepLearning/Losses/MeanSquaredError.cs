using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning;

/// <summary>Mean squared error over the n outputs: L = (1/n) Σₖ (aₖ − yₖ)², dA = (2/n) (A − Y).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Loss.MeanSquaredError"/>.</remarks>
internal sealed class MeanSquaredError : Loss
{
    internal override bool ComparesNumbers => true;

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses) =>
        OutputTerms.Mean(default(Term<T>), outputs, targets, losses);

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units)
    {
        var factor = T.CreateChecked(2.0 / units);
        for (var i = 0; i < delta.Length; i++)
        {
            delta[i] = factor * (outputs[i] - targets[i]);
        }
    }

    private readonly struct Term<T> : IOutputTerm<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Of(T a, T y) => (a - y) * (a - y);
    }
}
