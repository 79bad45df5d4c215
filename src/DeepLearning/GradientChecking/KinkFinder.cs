using System.Numerics;

namespace DeepLearning.GradientChecking;

/// <summary>
/// Finds the coordinates at which a function is not smooth within reach, and judges the derivative that backpropagation takes there.
/// </summary>
/// <remarks>
/// A coordinate is moved up and down by r and by r / 8. Of a smooth function the jump between the slopes of the two sides falls with r
/// and their mean hardly changes; at a kink the jump stays (of ReLU), or the mean changes (of Huber's derivative), or both, where the
/// kink lies beside the point.
/// </remarks>
/// <param name="function">The function.</param>
/// <param name="point">Where to look, inputs × columns.</param>
/// <param name="reach">r, for coordinates up to 1 in magnitude; in proportion to the magnitude beyond.</param>
internal sealed class KinkFinder<T>(ColumnFunction<T> function, double[] point, double reach)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Nearer = 1.0 / 8;

    /// <summary>
    /// The reach of the looks that judge, which are to see nothing but the kink, or of a bend as sharp the inside: each is a part of the
    /// one before.
    /// </summary>
    private const double Nearest = 1e-8;
    private const double Closer = 1.0 / 256;
    private const int Looks = 10;

    /// <summary>How far slopes may be off by rounding, in proportion, for another look to tell more.</summary>
    private const double Precise = 1e-6;

    /// <summary>How far slopes of a smooth function may be off, in proportion.</summary>
    private const double Smooth = 1e-7;

    private readonly double[] start = Values(function, point);

    /// <summary>All kinks within reach.</summary>
    public IEnumerable<Kink> Find() => Enumerable.Range(0, function.Inputs).SelectMany(Find);

    private IEnumerable<Kink> Find(int row)
    {
        var (far, near) = (Look(row, reach, 1), Look(row, reach, Nearer));
        var looks = new List<Secants>();
        for (var column = 0; column < point.Length / function.Inputs; column++)
        {
            if (Enumerable.Range(column * function.Outputs, function.Outputs).All(value => IsSmooth(far, near, value)))
            {
                continue;
            }

            yield return new Kink((column * function.Inputs) + row, Slopes(looks, row, column));
        }
    }

    private static bool IsSmooth(Secants far, Secants near, int value)
    {
        var allowed = (Smooth * Math.Max(far.Steepest(value), near.Steepest(value))) + (near.Rounding(value) / Nearer);
        var jump = Math.Abs(far.Jump(value) - (near.Jump(value) / Nearer));
        var mean = Math.Abs(far.Mean(value) - near.Mean(value));

        // What is not a number is no kink.
        return !(jump > allowed) && !(mean > allowed);
    }

    /// <summary>
    /// The derivative of each output as backpropagation takes it, where it is one of the slopes beside the point or between them; else
    /// the nearest of these, so that what is wrong shows.
    /// </summary>
    private double[] Slopes(List<Secants> looks, int row, int column)
    {
        var gradient = new T[function.Inputs];
        var slopes = new double[function.Outputs];
        for (var k = 0; k < slopes.Length; k++)
        {
            function.Gradient(column, k, gradient);
            slopes[k] = Judge(looks, row, (column * function.Outputs) + k, double.CreateChecked(gradient[row]));
        }

        return slopes;
    }

    private double Judge(List<Secants> looks, int row, int value, double claimed)
    {
        for (var i = 0; i < Looks; i++)
        {
            if (i == looks.Count)
            {
                looks.Add(Look(row, Nearest * Math.Pow(Closer, i), 1));
            }

            if (i > 0 && !(looks[i].Rounding(value) <= Precise * looks[i].Steepest(value)))
            {
                break;
            }

            if (looks[i].Clamp(value, claimed) == claimed)
            {
                return claimed;
            }
        }

        return looks[0].Clamp(value, claimed);
    }

    private Secants Look(int row, double distance, double part)
    {
        var columns = point.Length / function.Inputs;
        var (steps, sizes) = (new double[columns], new double[columns]);
        for (var column = 0; column < columns; column++)
        {
            // Backpropagation, in its own type of number, may have been a rounding away.
            var element = (column * function.Inputs) + row;
            var apart = Math.Abs(double.CreateChecked(function.Point[element]) - point[element]);
            sizes[column] = Math.Abs(point[element]);
            steps[column] = part * Math.Max(distance * Math.Max(1, sizes[column]), 4 * apart);
        }

        double[] Moved(double times)
        {
            var moved = (double[])point.Clone();
            for (var column = 0; column < columns; column++)
            {
                moved[(column * function.Inputs) + row] += times * steps[column];
            }

            return Values(function, moved);
        }

        return new Secants(Moved(-1), Moved(-0.5), start, Moved(0.5), Moved(1), steps, sizes, function.Outputs);
    }

    private static double[] Values(ColumnFunction<T> function, double[] x)
    {
        var values = new double[x.Length / function.Inputs * function.Outputs];
        function.Forward(x, values);
        return values;
    }
}
