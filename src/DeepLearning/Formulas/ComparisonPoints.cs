namespace DeepLearning;

/// <summary>Where functions are held against each other, to tell one from another.</summary>
internal static class ComparisonPoints
{
    /// <summary>Kinks of formulas stand mostly between 2⁻³ and 2⁷; there magnitudes are a fourth of an octave apart.</summary>
    private const int FinestStep = 1;
    private const int MiddleStep = 8;
    private const int FarStep = 32;

    private const int Points = 101;
    private const double Lowest = -12;
    private const double Highest = 9.5;

    /// <summary>The most numbers of a formula around which examples are laid.</summary>
    private const int MostCentres = 16;

    private static readonly double[] Scales = [1, 1e-12, 1e-3, 1e3, 1e12];

    /// <summary>
    /// Two examples of other lengths, 0 among their units, which are closer together near it; neither has a mean of 0, lest what subtracts
    /// the mean over the units passed for what does not.
    /// </summary>
    private static readonly double[][] Samples = [Sample(0, Points), Sample(Points / 4, Points / 2)];

    private static readonly double[] Numbers = [0, .. Magnitudes().SelectMany(magnitude => new[] { magnitude, -magnitude }), .. Samples[0]];

    /// <summary>The most units of an example.</summary>
    public static int LongestExample => Points;

    /// <summary>
    /// Numbers over the whole range of a type in their order: 0, magnitudes from the smallest subnormal number of double to the greatest of
    /// the type, both signs, the samples, and given numbers with their opposites.
    /// </summary>
    /// <param name="largest">The greatest finite number of the type.</param>
    /// <param name="constants">The given numbers.</param>
    public static double[] Everywhere(double largest, IEnumerable<double> constants)
    {
        double[] points = [.. Numbers, largest, -largest, .. constants.SelectMany(constant => new[] { constant, -constant })];
        Array.Sort(points);
        var count = 0;
        foreach (var point in points)
        {
            if (Math.Abs(point) <= largest && (count == 0 || point != points[count - 1]))
            {
                points[count++] = point;
            }
        }

        return points[..count];
    }

    /// <summary>
    /// Examples for functions that look at all their units: samples of several scales, and samples around given numbers and their
    /// opposites.
    /// </summary>
    public static IEnumerable<double[]> Examples(IEnumerable<double> constants)
    {
        foreach (var scale in Scales)
        {
            foreach (var sample in Samples)
            {
                yield return Array.ConvertAll(sample, z => scale * z);
            }
        }

        foreach (var centre in constants.Where(constant => Math.Abs(constant) > Scales.Min() && Math.Abs(constant) < Scales.Max())
            .Take(MostCentres))
        {
            yield return Array.ConvertAll(Samples[1], z => centre + (0.1 * Math.Abs(centre) * z));
            yield return Array.ConvertAll(Samples[1], z => -centre + (0.1 * Math.Abs(centre) * z));
        }
    }

    /// <summary>Powers of 2 over the whole range of double, closest together where numbers are plain.</summary>
    private static IEnumerable<double> Magnitudes()
    {
        for (var quarter = 4 * -1074; quarter < 4 * 1024; quarter += quarter is >= 4 * -3 and < 4 * 7 ? FinestStep
            : quarter is >= 4 * -64 and < 4 * 64 ? MiddleStep : FarStep)
        {
            yield return Math.Pow(2, 0.25 * quarter);
        }
    }

    private static double[] Sample(int first, int count) => [.. Enumerable.Range(first, count).Select(i =>
    {
        var t = (2.0 * i / (Points - 1)) - 1;
        return t * t * t * (t < 0 ? -Lowest : Highest);
    })];
}
