namespace DeepLearning.Reporting;

/// <summary>Lines through points.</summary>
internal static class Polyline
{
    /// <summary>
    /// A closed line without the points that the others' line passes by within a tolerance. Source: Douglas and Peucker, "Algorithms for
    /// the reduction of the number of points required to represent a digitized line or its caricature", 1973.
    /// </summary>
    public static List<(double X, double Y)> Simplified(List<(double X, double Y)> closed, double tolerance)
    {
        // The first point and the one farthest from it stay; between them the two halves are open lines.
        var far = Enumerable.Range(0, closed.Count).MaxBy(i => Distance(closed[i], closed[0], closed[0]));
        var kept = new bool[closed.Count + 1];
        (kept[0], kept[far]) = (true, true);
        List<(double X, double Y)> around = [.. closed, closed[0]];
        var parts = new Stack<(int From, int To)>([(0, far), (far, closed.Count)]);
        while (parts.TryPop(out var part))
        {
            var (from, to) = part;
            var (farthest, distance) = (-1, tolerance);
            for (var i = from + 1; i < to; i++)
            {
                var away = Distance(around[i], around[from], around[to]);
                (farthest, distance) = away > distance ? (i, away) : (farthest, distance);
            }

            if (farthest >= 0)
            {
                kept[farthest] = true;
                parts.Push((from, farthest));
                parts.Push((farthest, to));
            }
        }

        return [.. closed.Where((_, i) => kept[i])];
    }

    /// <summary>From a point to the nearest of a segment.</summary>
    private static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = (dx * dx) + (dy * dy);
        var share = length == 0 ? 0 : Math.Clamp((((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / length, 0, 1);
        return Math.Sqrt(Square(point.X - from.X - (share * dx)) + Square(point.Y - from.Y - (share * dy)));
    }

    private static double Square(double value) => value * value;
}
