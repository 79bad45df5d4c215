namespace DeepLearning.Data;

/// <summary>One coordinate of points.</summary>
/// <param name="Column">The column that it comes from.</param>
/// <param name="Values">The coordinate of each point, finite.</param>
/// <param name="Scale">What it is multiplied by before distances are measured, finite and greater than 0.</param>
/// <exception cref="ArgumentOutOfRangeException">The scale is out of its range.</exception>
internal sealed record Coordinates(string Column, double[] Values, double Scale)
{
    /// <summary>What scaled coordinates are held to, so that their squares do not overflow.</summary>
    public const double Most = 1e100;

    /// <summary>What a coordinate is multiplied by.</summary>
    public double Scale { get; } = Guard.Positive(Scale);

    /// <summary>The scaled coordinate.</summary>
    public double Of(double value) => Math.Clamp(value * Scale, -Most, Most);

    /// <summary>Whether both are of one column, with the same numbers.</summary>
    public bool IsSameAs(Coordinates other) =>
        string.Equals(Column, other.Column, StringComparison.Ordinal) && Scale.Equals(other.Scale)
            && Values.AsSpan().SequenceEqual(other.Values);
}
