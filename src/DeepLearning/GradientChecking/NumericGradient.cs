namespace DeepLearning.GradientChecking;

/// <summary>Differences of a cost in one element of θ at a time, in double.</summary>
/// <param name="network">Whose elements to move; each is put back.</param>
/// <param name="cost">J at the network's present weights.</param>
internal sealed class NumericGradient(Network<double> network, Func<CostAtPoint> cost)
{
    /// <summary>
    /// The first step of an extrapolation, in ε, if it reaches no other kinks; each further one is half of the one before.
    /// </summary>
    private const int Longest = 8;

    /// <summary>How many steps are taken at least and at most.</summary>
    private const int Fewest = 6;
    private const int Most = 100;

    /// <summary>After how many steps in vain the rest are not taken, if the error is small beside the estimate.</summary>
    private const int Vain = 3;
    private const double Small = 1e-3;

    /// <summary>The error of an estimate, in proportion, below which it needs no other.</summary>
    private const double Precise = 1e-8;

    /// <summary>2⁻⁵², the distance of 1 from the next double.</summary>
    private const double Ulp = 1.0 / (1L << 52);

    /// <summary>(J(θ + ε) − J(θ − ε)) / 2ε.</summary>
    public double TwoSided((int Parameter, int Index) at, double epsilon)
    {
        var (above, below, width) = Sides(at, epsilon);
        return (above.Cost - below.Cost) / width;
    }

    /// <summary>
    /// The limit of <see cref="TwoSided"/> for ε → 0: differences over 8ε, 4ε, … are extrapolated by polynomials in ε², and of all
    /// estimates that one is taken which differs least from those it was made of. Steps that reach other kinks are taken only where those
    /// that do not leave too few digits.
    /// </summary>
    /// <remarks>Source: Ridders, "Accurate computation of F′(x) and F′(x) F″(x)", 1982.</remarks>
    public double Extrapolated((int Parameter, int Index) at, double epsilon)
    {
        var longest = Longest * epsilon;
        var withinReach = LongestWithinReach(at, longest);
        var near = ExtrapolatedFrom(at, withinReach);
        if (withinReach == longest || near.Error <= Precise * Math.Abs(near.Estimate))
        {
            return near.Estimate;
        }

        var far = ExtrapolatedFrom(at, longest);
        return far.Error < near.Error ? far.Estimate : near.Estimate;
    }

    /// <summary>
    /// How far a difference over ±ε can be off by rounding alone: of J, by some ulp, and of what J is computed from, as if θ itself were
    /// off by some.
    /// </summary>
    public double Rounding((int Parameter, int Index) at, double epsilon)
    {
        var (above, below, width) = Sides(at, epsilon);
        var (middle, half) = (cost().Cost, width / 2);
        var curvature = Math.Abs(above.Cost - (2 * middle) + below.Cost) / (half * half);
        var magnitude = Math.Max(1, Math.Abs(network.Parameters[at.Parameter].Array[at.Index]));
        return Ulp * ((4 * Math.Abs(middle) / half) + (16 * magnitude * Math.Max(curvature, Math.Sqrt(curvature))));
    }

    /// <summary>J(θ + ε), J(θ − ε), and how far the two are apart in θ after rounding.</summary>
    private (CostAtPoint Above, CostAtPoint Below, double Width) Sides((int Parameter, int Index) at, double epsilon)
    {
        ref var theta = ref network.Parameters[at.Parameter].Array[at.Index];
        var value = theta;
        theta = value + epsilon;
        var (up, above) = (theta, cost());
        theta = value - epsilon;
        var (down, below) = (theta, cost());
        theta = value;
        return (above, below, up - down);
    }

    private (double Estimate, double Error) ExtrapolatedFrom((int Parameter, int Index) at, double longest)
    {
        var estimates = new double[Most];
        var (best, error, bestStep, ulp) = (double.NaN, double.PositiveInfinity, 0, Ulp * Math.Abs(cost().Cost));
        for (var i = 0; i < Most && (i < Fewest || i - bestStep <= Vain || error > Small * Math.Abs(best)); i++)
        {
            var (previous, power, step) = (estimates[0], 1.0, Math.ScaleB(longest, -i));
            estimates[0] = TwoSided(at, step);
            if (!(ulp / step < error) || double.IsNaN(estimates[0]))
            {
                // What follows has fewer digits than the best.
                break;
            }

            for (var k = 1; k <= i; k++)
            {
                power *= 4;
                var estimate = estimates[k - 1] + ((estimates[k - 1] - previous) / (power - 1));
                var change = Math.Max(Math.Abs(estimate - estimates[k - 1]), Math.Abs(estimate - previous)) + (ulp / step);
                (previous, estimates[k]) = (estimates[k], estimate);
                (best, error, bestStep) = change < error ? (estimate, change, i) : (best, error, bestStep);
            }
        }

        return (best, error);
    }

    private double LongestWithinReach((int Parameter, int Index) at, double longest)
    {
        for (var i = 0; i < Most; i++)
        {
            var step = Math.ScaleB(longest, -i);
            var (above, below, _) = Sides(at, step);
            if (above.Reached <= 1 && below.Reached <= 1)
            {
                return step;
            }
        }

        return longest;
    }
}
