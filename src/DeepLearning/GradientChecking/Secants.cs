namespace DeepLearning.GradientChecking;

/// <summary>Slopes of a function around a point, from its values at −h, −h/2, 0, h/2 and h, where each column has its own h.</summary>
internal sealed class Secants(
    double[] low, double[] below, double[] start, double[] above, double[] high, double[] steps, double[] sizes, int outputs)
{
    private const double Ulp = 2.2e-16;

    /// <summary>How much of the steepest slope two slopes may differ by and count as one.</summary>
    private const double Equal = 1e-9;

    /// <summary>And how much at most, however curved the function seems.</summary>
    private const double MostCurvature = 1e-3;

    /// <summary>The slope above less the slope below, over h.</summary>
    public double Jump(int value) => (high[value] - (2 * start[value]) + low[value]) / Step(value);

    /// <summary>The two-sided slope over h.</summary>
    public double Mean(int value) => (high[value] - low[value]) / (2 * Step(value));

    /// <summary>The steepest of the slopes, without its sign.</summary>
    public double Steepest(int value) => Slopes(value).Max(Math.Abs);

    /// <summary>How far a slope can be off by rounding.</summary>
    public double Rounding(int value)
    {
        var largest = Math.Max(Math.Abs(start[value]), Math.Max(Math.Abs(low[value]), Math.Abs(high[value])));
        return 8 * Ulp * (largest + (sizes[value / outputs] * Steepest(value))) / Step(value);
    }

    /// <summary>A derivative, if it is one of the slopes or between them; else the nearest of them.</summary>
    public double Clamp(int value, double derivative)
    {
        var slopes = Slopes(value);
        var steepest = slopes.Max(Math.Abs);
        var curvature = Math.Abs(slopes[0] - slopes[1]) + Math.Abs(slopes[2] - slopes[3]);
        var slack = (Equal * steepest) + Rounding(value) + Math.Min(curvature, MostCurvature * steepest);
        var (least, most) = (slopes.Min(), slopes.Max());
        return derivative < least - slack ? least : derivative > most + slack ? most : derivative;
    }

    private double Step(int value) => steps[value / outputs];

    private double[] Slopes(int value)
    {
        var half = Step(value) / 2;
        return
        [
            (below[value] - low[value]) / half, (start[value] - below[value]) / half,
            (above[value] - start[value]) / half, (high[value] - above[value]) / half,
        ];
    }
}
