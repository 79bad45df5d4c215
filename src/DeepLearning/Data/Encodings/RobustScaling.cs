namespace DeepLearning.Data;

/// <summary>Robust scaling with smooth clipping: u = (x − <see cref="Median"/>) · <see cref="Scale"/>, z = u / √(1 + (u/3)²).</summary>
/// <param name="Median">What is subtracted, a finite number.</param>
/// <param name="Scale">What is multiplied by, finite and not negative: 0 for a constant column, all of which becomes 0.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
internal sealed record RobustScaling(double Median, double Scale)
{
    /// <summary>The bound of what comes out, on either side.</summary>
    public const double Bound = 3;

    /// <summary>What u is held to, so that its square does not overflow; z is <see cref="Bound"/> there, to the last digit.</summary>
    public const double MostU = 1e150;

    /// <summary>What is subtracted.</summary>
    public double Median { get; } = Guard.Finite(Median);

    /// <summary>What is multiplied by.</summary>
    public double Scale { get; } = Guard.NotNegative(Scale);

    /// <summary>The scaling of the values of a training set: the median, and 1 over the distance of the quartiles.</summary>
    /// <remarks>
    /// Where the quartiles are equal, the scale is 2 over the range; where all values are, or there is none, it is 0. The median of no
    /// value is 0.
    /// </remarks>
    /// <param name="values">Finite numbers, and NaN where one is missing.</param>
    /// <param name="column">The name of the column, for the error.</param>
    /// <exception cref="ArgumentException">The scale is no finite number.</exception>
    public static RobustScaling Fit(ReadOnlySpan<double> values, string column)
    {
        var sorted = Quantiles.Sorted(values);
        if (sorted.Length == 0)
        {
            return new RobustScaling(0, 0);
        }

        var (spread, range) = (Quantiles.Of(sorted, 0.75) - Quantiles.Of(sorted, 0.25), sorted[^1] - sorted[0]);
        var (unit, width) = spread > 0 ? (1, spread) : (2, range);
        var scale = width > 0 ? unit / width : 0;
        return double.IsFinite(width) && double.IsFinite(scale)
            ? new RobustScaling(Quantiles.Of(sorted, 0.5), scale)
            : throw ColumnRange.Refused(column);
    }

    /// <summary>The scaled value, within ±<see cref="Bound"/>; NaN, a missing value, stays NaN.</summary>
    /// <param name="x">A finite number or NaN.</param>
    public double Of(double x)
    {
        // An overflow times a scale of 0 would be NaN.
        var distance = Math.Clamp(x - Median, -double.MaxValue, double.MaxValue);
        var u = Math.Clamp(distance * Scale, -MostU, MostU);
        var share = u / Bound;
        return u / Math.Sqrt(1 + (share * share));
    }
}
