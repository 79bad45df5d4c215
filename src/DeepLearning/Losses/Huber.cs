using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning;

/// <summary>
/// The Huber loss, the mean over the n outputs of a square that turns into a line at |e| = δ: with e = a − y,
/// L = (1/n) Σₖ (½ eₖ² where |eₖ| ≤ δ, δ (|eₖ| − ½ δ) elsewhere), dA = (1/n) min(max(e, −δ), δ).
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Loss.Huber"/>.</remarks>
internal sealed class Huber : Loss
{
    /// <summary>The Huber loss of the given δ.</summary>
    /// <param name="delta">δ, greater than 0: the error at which the square turns into a line; 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not greater than 0, or not finite.</exception>
    public Huber(double delta = 1) => Delta = Guard.Positive(delta);

    /// <summary>δ, the error at which the square turns into a line.</summary>
    public double Delta { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"Huber({Delta})");

    internal override bool ComparesNumbers => true;

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses) =>
        OutputTerms.Mean(new Term<T>(T.CreateChecked(Delta)), outputs, targets, losses);

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units)
    {
        var (bound, factor) = (T.CreateChecked(Delta), T.CreateChecked(1.0 / units));
        for (var i = 0; i < delta.Length; i++)
        {
            delta[i] = factor * T.Clamp(outputs[i] - targets[i], -bound, bound);
        }
    }

    private readonly struct Term<T>(T delta) : IOutputTerm<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Of(T a, T y)
        {
            var (error, half) = (T.Abs(a - y), T.CreateTruncating(0.5));
            return error <= delta ? half * error * error : delta * (error - (half * delta));
        }
    }
}
