using System.Numerics;

namespace DeepLearning.Data;

/// <summary>The piecewise-linear encoding of a number x: input i is clamp((x − eᵢ₋₁) / (eᵢ − eᵢ₋₁), 0, 1) for ascending edges eᵢ.</summary>
internal sealed class PiecewiseLinearBins : IEquatable<PiecewiseLinearBins>
{
    /// <summary>Fewer edges enclose one bin, which tells no more than the number itself.</summary>
    private const int FewestEdges = 3;

    private readonly double[] edges;

    /// <summary>Bins between these edges.</summary>
    /// <param name="edges">None, or at least three finite numbers in ascending order.</param>
    /// <exception cref="ArgumentException">There are one or two, they do not ascend, or their range is not finite.</exception>
    public PiecewiseLinearBins(IReadOnlyList<double> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        this.edges = [.. edges];
        if (this.edges.Length is > 0 and < FewestEdges)
        {
            throw new ArgumentException(
                $"There must be at least {FewestEdges} edges, or none, but there {(this.edges.Length == 1 ? "is 1" : "are 2")}.",
                nameof(edges));
        }

        for (var i = 1; i < this.edges.Length; i++)
        {
            if (!(this.edges[i] > this.edges[i - 1]))
            {
                throw new ArgumentException("The edges must ascend, each greater than the one before.", nameof(edges));
            }
        }

        if (this.edges.Length > 0 && !double.IsFinite(this.edges[^1] - this.edges[0]))
        {
            throw new ArgumentException("The range of the edges must be finite.", nameof(edges));
        }
    }

    /// <summary>The edges of the bins, ascending; none where there is nothing to encode.</summary>
    public ReadOnlySpan<double> Edges => edges;

    /// <summary>The number of inputs, one for each bin.</summary>
    public int Count => Math.Max(0, edges.Length - 1);

    /// <summary>The bins of a training set: their edges are the distinct quantiles at 0, 1/bins, …, 1.</summary>
    /// <remarks>
    /// Each distinct value counts at most max(1, ⌊count / bins⌋) times, so that a heavy one, such as 0, does not use up the bins. Fewer
    /// than three edges make no bins.
    /// </remarks>
    /// <param name="values">Finite numbers, and NaN where one is missing.</param>
    /// <param name="bins">The number of bins at most, at least 1.</param>
    /// <param name="column">The name of the column, for the error.</param>
    /// <exception cref="ArgumentException">The range of the values is not finite.</exception>
    public static PiecewiseLinearBins Fit(ReadOnlySpan<double> values, int bins, string column)
    {
        var sorted = Quantiles.Sorted(values);
        if (sorted.Length == 0)
        {
            return new PiecewiseLinearBins([]);
        }

        if (!double.IsFinite(sorted[^1] - sorted[0]))
        {
            throw ColumnRange.Refused(column);
        }

        var kept = Capped(sorted, Math.Max(1, sorted.Length / bins));
        var distinct = new List<double>(bins + 1);
        for (var i = 0; i <= bins; i++)
        {
            var edge = Quantiles.Of(kept, (double)i / bins);
            if (distinct.Count == 0 || edge > distinct[^1])
            {
                distinct.Add(edge);
            }
        }

        return new PiecewiseLinearBins(distinct.Count < FewestEdges ? [] : distinct);
    }

    /// <summary>Writes the inputs of a number: 1 for the bins below it, 0 for those above, and its place in its own.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="x">A finite number; NaN, a missing value, makes every input NaN.</param>
    /// <param name="inputs">Where they are written, <see cref="Count"/> of them.</param>
    public void Encode<T>(double x, Span<T> inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < Count; i++)
        {
            var (lower, upper) = (edges[i], edges[i + 1]);
            inputs[i] = x >= upper ? T.One : x <= lower ? T.Zero : T.CreateTruncating((x - lower) / (upper - lower));
        }
    }

    /// <inheritdoc/>
    public bool Equals(PiecewiseLinearBins? other) => other is not null && Edges.SequenceEqual(other.Edges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PiecewiseLinearBins);

    /// <inheritdoc/>
    public override int GetHashCode() => edges.Length == 0 ? 0 : HashCode.Combine(edges.Length, edges[0], edges[^1]);

    /// <summary>Sorted values, of equal ones no more than so many.</summary>
    private static ReadOnlySpan<double> Capped(double[] sorted, int most)
    {
        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            // What is kept is sorted too, so that the value may come once more if the one so many places back is another.
            if (kept < most || sorted[kept - most] != sorted[i])
            {
                sorted[kept++] = sorted[i];
            }
        }

        return sorted.AsSpan(0, kept);
    }
}
