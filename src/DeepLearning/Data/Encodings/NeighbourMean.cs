namespace DeepLearning.Data;

/// <summary>
/// The mean of a number over the rows of a training set that are nearest to a place, which two columns give, such as a longitude and a
/// latitude: Σ wᵢ vᵢ / Σ wᵢ with wᵢ = (1.01 R − dᵢ) / (dᵢ + 0.01 R) for all distances dᵢ up to R, that of the
/// <see cref="Neighbours"/>th.
/// </summary>
/// <remarks>
/// The weights of Franke and Nielson, "Smooth interpolation of large sets of scattered data", 1980, not squared and softened: they nearly
/// vanish at R, so that the mean hardly jumps where one neighbour takes the place of another. Where R is 0, all rows of the place count
/// alike. A training row is no neighbour of its own.
/// </remarks>
internal sealed class NeighbourMean
{
    /// <summary>The number of the neighbour whose distance is R.</summary>
    public const int Neighbours = 13;

    /// <summary>The share of R that keeps a row at the very place from counting alone, and rows at R from not counting at all.</summary>
    public const double Softness = 0.01;

    /// <summary>Keeps 0 / 0 from being computed where R is 0.</summary>
    public const double Tiny = 1e-300;

    private readonly NearestPoints points;
    private readonly double[] values;
    private readonly int[] rows;

    /// <param name="first">The first coordinates of the training rows, finite, and what they are multiplied by.</param>
    /// <param name="second">The second ones.</param>
    /// <param name="values">What is averaged, a finite number for each.</param>
    /// <param name="rows">The numbers of the training rows, ascending; none where they are not known any more.</param>
    /// <exception cref="ArgumentException">There are not as many of each, or not more than <see cref="Neighbours"/>.</exception>
    public NeighbourMean(Coordinates first, Coordinates second, double[] values, int[]? rows = null)
    {
        (First, Second, this.values, this.rows) = (first, second, values, rows ?? []);
        if (values.Length <= Neighbours || first.Values.Length != values.Length || second.Values.Length != values.Length)
        {
            throw new ArgumentException(
                $"There must be as many coordinates as numbers, more than {Neighbours}, but there are {first.Values.Length}, " +
                $"{second.Values.Length} and {values.Length}.", nameof(values));
        }

        points = new(Array.ConvertAll(first.Values, first.Of), Array.ConvertAll(second.Values, second.Of));
    }

    /// <summary>The column of the first coordinate.</summary>
    public Coordinates First { get; }

    /// <summary>The column of the second coordinate.</summary>
    public Coordinates Second { get; }

    /// <summary>What is averaged.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>The mean at a place; NaN where a coordinate is missing.</summary>
    /// <param name="x">The first coordinate, finite or NaN.</param>
    /// <param name="y">The second one.</param>
    /// <param name="row">The number of the training row that this is, which is then no neighbour of its own; −1 where it is none.</param>
    public double Of(double x, double y, int row = -1)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        (x, y) = (First.Of(x), Second.Of(y));
        var own = row < 0 ? -1 : Math.Max(-1, Array.BinarySearch(rows, row));
        Span<double> nearest = stackalloc double[Neighbours];
        var square = points.SquareOf(x, y, own, nearest);
        var reach = Math.Sqrt(square);
        var (sum, weights) = (0.0, 0.0);
        points.Within(x, y, own, square, (point, distance) =>
        {
            var d = Math.Sqrt(distance);
            var weight = (((1 + Softness) * reach) - d + Tiny) / (d + (Softness * reach) + Tiny);
            sum += weight * values[point];
            weights += weight;
        });
        return sum / weights;
    }

    /// <summary>Whether both have learned the same.</summary>
    public bool IsSameAs(NeighbourMean other) =>
        First.IsSameAs(other.First) && Second.IsSameAs(other.Second) && Values.SequenceEqual(other.Values);
}
