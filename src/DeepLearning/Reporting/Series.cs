namespace DeepLearning.Reporting;

/// <summary>A curve: points in the order of x.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Style">The CSS class of its colour.</param>
/// <param name="Points">The points; those that are not finite are gaps.</param>
internal sealed record Series(string Name, string Style, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>More points than this say nothing to the eye and make large files.</summary>
    private const int MostPoints = 1000;

    /// <summary>Beyond it the width of an axis would not be finite.</summary>
    private const double Largest = 1e290;

    /// <summary>Whether a point can be drawn.</summary>
    public static bool IsDrawable((double X, double Y) point) => Math.Abs(point.Y) < Largest;

    /// <summary>The points that can be drawn.</summary>
    public IEnumerable<(double X, double Y)> Drawable => Points.Where(IsDrawable);

    /// <summary>The same curve with gaps where it is below a value.</summary>
    public Series From(double least) => this with { Points = [.. Points.Select(point => point.Y < least ? (point.X, double.NaN) : point)] };

    /// <summary>
    /// The same curve of 1,000 points at most: each is the mean of equally many neighbours, the last perhaps of fewer. Points that cannot
    /// be drawn do not enter a mean; where a mean has no others there is a gap.
    /// </summary>
    public Series Thinned()
    {
        var neighbours = ((Points.Count - 1) / MostPoints) + 1;
        if (neighbours <= 1)
        {
            return this;
        }

        var means = Points.Chunk(neighbours).Select(chunk =>
        {
            var drawable = Array.FindAll(chunk, IsDrawable);
            return drawable.Length == 0
                ? (chunk[0].X, double.NaN)
                : (drawable.Average(point => point.X), drawable.Sum(point => point.Y / drawable.Length));
        });
        return this with { Name = $"{Name}, mean of {neighbours}", Points = [.. means] };
    }
}
