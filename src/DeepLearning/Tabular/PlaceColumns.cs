using DeepLearning.Data;
using MathNet.Numerics.LinearRegression;

namespace DeepLearning.Tabular;

/// <summary>
/// Finds the pair of columns of numbers whose neighbours tell most of a target beyond what the columns tell one by one, as longitude and
/// latitude do, neither of which says much.
/// </summary>
/// <remarks>
/// A pair is a place where the best sum of the means of each column's own neighbours leaves at least a quarter of the target's variance,
/// and the means of the neighbours of both at most half of that. So it is with coordinates; numbers that merely act together stay far
/// from it.
/// </remarks>
internal static class PlaceColumns
{
    /// <summary>Below it, what neighbours tell is mostly noise.</summary>
    private const int FewestRows = 1024;

    /// <summary>Coordinates are hardly ever the same.</summary>
    private const int FewestValues = 256;

    private const int MostColumns = 32;
    private const int MostPoints = 1 << 15;
    private const double MostErrors = 0.5;
    private const double LeastAlone = 0.25;

    /// <summary>The points and rows by which pairs are compared.</summary>
    private static readonly (int Points, int Rows) Quick = (4096, 256);

    /// <summary>The rows by which the best pair is judged.</summary>
    private static readonly (int Points, int Rows) Careful = (MostPoints, 2048);

    /// <summary>The means over the neighbours of the best pair; null where no pair is a place.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="target">What is predicted, without holes.</param>
    public static NeighbourMean? Find(IReadOnlyList<NumericColumn> columns, NumericColumn target)
    {
        if (target.Rows < FewestRows)
        {
            return null;
        }

        Candidate[] candidates =
        [
            .. columns.Select(column => (Column: column, Values: Distinct(column))).Where(one => one.Values >= FewestValues)
                .OrderByDescending(one => one.Values).Take(MostColumns).Select(one => Candidate.Of(one.Column)),
        ];
        var quick = Alone(candidates, target, Quick);
        (double Errors, int First, int Second) best = (MostErrors * 2, -1, -1);
        for (var i = 0; i < candidates.Length; i++)
        {
            for (var j = i + 1; j < candidates.Length; j++)
            {
                var errors = Errors(candidates[i], candidates[j], target, Quick, quick[i], quick[j]);
                best = errors < best.Errors ? (errors, i, j) : best;
            }
        }

        if (best.First < 0)
        {
            return null;
        }

        var (first, second) = (candidates[best.First], candidates[best.Second]);
        var careful = Alone([first, second], target, Careful);
        return Errors(first, second, target, Careful, careful[0], careful[1]) <= MostErrors
            ? Mean(first, second, target, MostPoints)
            : null;
    }

    private static int Distinct(NumericColumn column) =>
        column.Values.ToArray().Where(double.IsFinite).Distinct().Count();

    /// <summary>What the means of the neighbours of each column alone are, row after row.</summary>
    private static double[][] Alone(Candidate[] columns, NumericColumn target, (int Points, int Rows) size)
    {
        var nowhere = new Candidate(new NumericColumn("nowhere", new double[target.Rows]), 1);
        return Array.ConvertAll(columns, column => Means(column, nowhere, target, size));
    }

    /// <summary>The share of the squared errors of the columns one by one that their neighbours together leave.</summary>
    private static double Errors(
        Candidate first, Candidate second, NumericColumn target, (int Points, int Rows) size, double[] ofFirst, double[] ofSecond)
    {
        var together = Means(first, second, target, size);
        int[] rows = Every(target.Rows, size.Rows);
        int[] seen = [.. Enumerable.Range(0, rows.Length).Where(i => double.IsFinite(together[i] + ofFirst[i] + ofSecond[i]))];
        if (seen.Length < rows.Length / 2)
        {
            return double.PositiveInfinity;
        }

        double[] y = [.. seen.Select(i => target.Values[rows[i]])];
        var sum = MultipleRegression.Svd(
            [.. seen.Select(i => new[] { ofFirst[i], ofSecond[i] })], y, intercept: true);
        var alone = seen.Select((i, row) => Square(y[row] - sum[0] - (sum[1] * ofFirst[i]) - (sum[2] * ofSecond[i]))).Sum();
        var middle = y.Average();
        return alone < LeastAlone * y.Sum(one => Square(one - middle))
            ? double.PositiveInfinity
            : seen.Select((i, row) => Square(y[row] - together[i])).Sum() / alone;
    }

    private static double Square(double x) => x * x;

    /// <summary>The means of some rows, none of which is a neighbour of its own.</summary>
    private static double[] Means(Candidate first, Candidate second, NumericColumn target, (int Points, int Rows) size)
    {
        var mean = Mean(first, second, target, size.Points);
        return Array.ConvertAll(
            Every(target.Rows, size.Rows), row => mean?.Of(first[row], second[row], row) ?? double.NaN);
    }

    private static NeighbourMean? Mean(Candidate first, Candidate second, NumericColumn target, int points)
    {
        int[] rows = [.. Every(target.Rows, points).Where(row => double.IsFinite(first[row]) && double.IsFinite(second[row]))];
        return rows.Length > NeighbourMean.Neighbours
            ? new(first.At(rows), second.At(rows), Array.ConvertAll(rows, row => target.Values[row]), rows)
            : null;
    }

    /// <summary>So many rows at most, evenly spread over all.</summary>
    private static int[] Every(int rows, int most)
    {
        var step = (rows + most - 1) / most;
        return [.. Enumerable.Range(0, (rows + step - 1) / step).Select(i => i * step)];
    }

    /// <summary>A column that may be a coordinate, and what it is multiplied by.</summary>
    private sealed record Candidate(NumericColumn Column, double Scale)
    {
        public double this[int row] => Column.Values[row];

        public static Candidate Of(NumericColumn column) =>
            new(column, RobustScaling.Fit(column.Values, column.Name).Scale is > 0 and var scale ? scale : 1);

        public Coordinates At(int[] rows) => new(Column.Name, Array.ConvertAll(rows, row => Column.Values[row]), Scale);
    }
}
