namespace DeepLearning.Reporting;

/// <summary>
/// The regions of a plane where a field, known at the points of a grid, is at least a level, as closed lines: between the points of a
/// cell's edge the field is taken to be linear. Source: Lorensen and Cline, "Marching cubes", 1987, in two dimensions.
/// </summary>
internal sealed class Contours
{
    /// <summary>A line may leave out points that lie nearer to it than this, in cells: it is not to be seen.</summary>
    private const double Tolerance = 0.06;

    private readonly double[,] field;
    private readonly double level;
    private readonly int width;
    private readonly int height;

    /// <summary>From the edge of a cell that a line crosses to the next edge that it crosses.</summary>
    private readonly Dictionary<int, int> next = [];

    private Contours(double[,] field, double level)
    {
        (this.field, this.level) = (field, level);
        (width, height) = (field.GetLength(0), field.GetLength(1));
    }

    /// <summary>
    /// The lines around the region, in the coordinates of the grid: from 0 to the number of points − 1. What lies in a hole is around a
    /// hole.
    /// </summary>
    /// <param name="field">The values at the points [x, y]; NaN is below every level.</param>
    /// <param name="level">The least value of the region.</param>
    public static List<List<(double X, double Y)>> AtLeast(double[,] field, double level)
    {
        var contours = new Contours(field, level);

        // A ring of points around the grid, all outside and as far away as the outermost points themselves, closes every line along the
        // border.
        for (var i = -1; i < contours.width; i++)
        {
            for (var j = -1; j < contours.height; j++)
            {
                contours.Cross(i, j);
            }
        }

        List<List<(double X, double Y)>> lines = [];
        while (contours.next.Count > 0)
        {
            var line = Polyline.Simplified(contours.Follow(contours.next.Keys.First()), Tolerance);
            if (line.Count > 2)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    /// <summary>Links the edges of one cell at which the lines enter and leave it, inside always on the same hand.</summary>
    private void Cross(int i, int j)
    {
        ReadOnlySpan<bool> inside = [Inside(i, j), Inside(i + 1, j), Inside(i + 1, j + 1), Inside(i, j + 1)];
        ReadOnlySpan<int> edges =
            [Edge(i, j, upright: false), Edge(i + 1, j, upright: true), Edge(i, j + 1, upright: false), Edge(i, j, upright: true)];

        // Two opposite corners inside: the middle decides whether they are one region or two.
        var ahead = inside[0] == inside[2] && inside[1] == inside[3] && inside[0] != inside[1] && !MiddleInside(i, j) ? 3 : 1;
        for (var corner = 0; corner < 4; corner++)
        {
            if (!inside[corner] || inside[(corner + 1) % 4])
            {
                continue;
            }

            var edge = corner;
            do
            {
                edge = (edge + ahead) % 4;
            }
            while (inside[edge] == inside[(edge + 1) % 4]);

            next[edges[corner]] = edges[edge];
        }
    }

    private List<(double X, double Y)> Follow(int edge)
    {
        List<(double X, double Y)> line = [];
        while (next.Remove(edge, out var following))
        {
            line.Add(Crossing(edge));
            edge = following;
        }

        return line;
    }

    private int Edge(int i, int j, bool upright) => (((((j + 1) * (width + 2)) + i + 1) * 2) + (upright ? 1 : 0));

    /// <summary>Where on an edge the field has the level.</summary>
    private (double X, double Y) Crossing(int edge)
    {
        var (point, upright) = (edge / 2, edge % 2 == 1);
        var (i, j) = ((point % (width + 2)) - 1, (point / (width + 2)) - 1);
        var (toI, toJ) = upright ? (i, j + 1) : (i + 1, j);
        var change = Value(toI, toJ) - Value(i, j);
        var share = double.IsFinite(change) ? (level - Value(i, j)) / change : 0.5;
        return (
            double.Lerp(Math.Clamp(i, 0, width - 1), Math.Clamp(toI, 0, width - 1), share),
            double.Lerp(Math.Clamp(j, 0, height - 1), Math.Clamp(toJ, 0, height - 1), share));
    }

    private bool MiddleInside(int i, int j) => (Value(i, j) + Value(i + 1, j) + Value(i, j + 1) + Value(i + 1, j + 1)) / 4 >= level;

    private bool Inside(int i, int j) => Value(i, j) >= level;

    private double Value(int i, int j) => i >= 0 && j >= 0 && i < width && j < height ? field[i, j] : double.NaN;
}
