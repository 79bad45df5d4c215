namespace DeepLearning.Tests;

/// <summary>A right activation of a single number whose derivative is spoiled.</summary>
/// <param name="right">The right one.</param>
/// <param name="spoil">The derivative to claim, from z of an example, the unit and the right derivatives.</param>
/// <param name="isLawfulAtKinks">Whether at 0 and ±3 it claims, of the slopes that are right there, the one that is nearest.</param>
internal sealed class WrongDerivative(Activation right, Func<double[], int, double[], double> spoil, bool isLawfulAtKinks) : Activation
{
    private const double AtKink = 1e-9;

    public override Initializer DefaultInitializer => right.DefaultInitializer;

    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units) => right.Forward(z, a, units);

    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        for (var start = 0; start < z.Length; start += units)
        {
            var column = new double[units];
            for (var i = 0; i < units; i++)
            {
                column[i] = double.CreateChecked(z[start + i]);
            }

            var slopes = Slopes(column, 0);
            var (below, above) = (Slopes(column, -1e-7), Slopes(column, 1e-7));
            for (var i = 0; i < units; i++)
            {
                var slope = spoil(column, i, slopes);
                if (isLawfulAtKinks)
                {
                    slope = Math.Abs(column[i]) < AtKink || Math.Abs(Math.Abs(column[i]) - 3) < AtKink
                        ? Math.Clamp(slope, Math.Min(below[i], above[i]), Math.Max(below[i], above[i]))
                        : slopes[i];
                }

                delta[start + i] *= T.CreateChecked(slope);
            }
        }
    }

    private double[] Slopes(double[] z, double away)
    {
        var at = Array.ConvertAll(z, value => value + away);
        var (a, slopes) = (new double[z.Length], new double[z.Length]);
        right.Forward<double>(at, a, z.Length);
        slopes.AsSpan().Fill(1);
        right.Backward<double>(at, a, slopes, z.Length);
        return slopes;
    }
}
