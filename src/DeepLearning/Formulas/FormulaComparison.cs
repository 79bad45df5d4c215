using System.Globalization;

namespace DeepLearning;

/// <summary>Holds a formula against functions, over the whole range of a type of number.</summary>
/// <remarks>
/// <para>
/// A function of one number is looked at in 0 and at magnitudes from the smallest subnormal to the greatest finite number, of both signs,
/// at the numbers that occur in the formula, and, once refined, on both sides of wherever a part of the formula changes its sign or a
/// maximum or minimum its side, found by bisection. A function over the units of an example is looked at in examples of magnitudes up to
/// 10¹³, and around the numbers that occur in the formula.
/// </para>
/// <para>
/// Two values are the same that differ by at most 10⁻⁶ of the greater of |g(z)| and min(1, |z|), beside what rounding may have done to the
/// formula, and to a function that is not the library's. Where the function has no finite value far from 0, there is nothing to compare.
/// </para>
/// </remarks>
internal sealed class FormulaComparison
{
    /// <summary>
    /// Within it nothing that is meant to be finite overflows: exp does so in double beyond 709, of twice its argument beyond 354.
    /// </summary>
    private const double Near = 300;

    private const double Tolerance = 1e-6;

    /// <summary>Below it the roundings of subnormal numbers are all there is.</summary>
    private const double Nothing = 1e-300;

    /// <summary>What rounding may have done to a function of one's own, such as eᶻ − 1 near 0.</summary>
    private const double RoundingOfFunction = 1e-15;

    private const int RoundingFactor = 8;

    /// <summary>What looking at a number takes: the number, the value, the bound of its error.</summary>
    private const int BytesOfNumber = 4 * sizeof(double);

    private readonly FormulaParts parts;
    private readonly FormulaValues computed;
    private readonly ReadBudget? budget;
    private readonly double[] numbers;
    private readonly List<Section> sections = [];

    /// <summary>What a function gives, for the longest section.</summary>
    private double[] found = [];

    /// <summary>Computes a formula wherever it is to be looked at.</summary>
    /// <param name="parts">The formula.</param>
    /// <param name="largest">The greatest finite number of the type.</param>
    /// <param name="withExamples">Whether examples of many units are looked at too, where the formula is one of a single number.</param>
    /// <param name="budget">What pays for it; null for nothing.</param>
    public FormulaComparison(FormulaParts parts, double largest, bool withExamples, ReadBudget? budget = null)
    {
        (this.parts, this.budget) = (parts, budget);
        var hasExamples = parts.GoesOverUnits || withExamples;
        var units = hasExamples ? ComparisonPoints.LongestExample : 1;
        Pay((parts.Count * (16L * units)) + (128 * parts.Count));
        computed = new FormulaValues(parts, units);
        numbers = parts.GoesOverUnits ? [] : ComparisonPoints.Everywhere(largest, parts.Constants);
        AddNumbers(numbers);
        foreach (var example in hasExamples ? ComparisonPoints.Examples(parts.Constants) : [])
        {
            Pay(((long)parts.Count + BytesOfNumber) * example.Length);
            computed.Compute(example);
            double[] values = [.. example.Select((_, i) => computed.Value(i))], errors = [.. example.Select((_, i) => computed.Error(i))];
            Add(new(example, values, errors, example.Length));
        }
    }

    /// <summary>A function of the pre-activations of examples, of so many units each.</summary>
    public delegate void Function(ReadOnlySpan<double> z, Span<double> values, int units);

    /// <summary>Looks more closely around all kinks.</summary>
    /// <returns>Whether all have been found; not where they are too many.</returns>
    public bool Refine()
    {
        var kinks = new FormulaKinks(parts, computed, Pay);
        var complete = kinks.Find(numbers);
        AddNumbers([.. kinks.Around]);
        return complete;
    }

    /// <summary>Whether a function is that of the formula.</summary>
    /// <param name="function">The function.</param>
    /// <param name="forgiving">
    /// Whether the formula is taken to mean the function where it overflows and the function does not, far from 0.
    /// </param>
    public bool Agrees(Function function, bool forgiving) => !Differences(function, forgiving).Any();

    /// <summary>Where a function is another than the formula: the plainest such place; null where there is none.</summary>
    public (double Z, double OfFormula, double OfFunction)? PlainestDifference(Function function)
    {
        var differences = Differences(function, forgiving: false).ToList();
        return differences.Count == 0 ? null
            : differences.MinBy(place => (Length(place.Z), Math.Abs(Math.Log2(Math.Abs(place.Z))), -place.Z));

        static int Length(double number) => number.ToString(CultureInfo.InvariantCulture).Length;
    }

    private IEnumerable<(double Z, double OfFormula, double OfFunction)> Differences(Function function, bool forgiving)
    {
        foreach (var (z, values, errors, units) in sections)
        {
            function(z, found.AsSpan(0, z.Length), units);
            var farthest = units == 1 ? 0 : z.Max(Math.Abs);
            for (var i = 0; i < z.Length; i++)
            {
                if (!AreSame(values[i], errors[i], found[i], z[i], Math.Max(farthest, Math.Abs(z[i])), forgiving))
                {
                    yield return (z[i], values[i], found[i]);
                }
            }
        }
    }

    private static bool AreSame(double value, double error, double expected, double z, double distance, bool forgiving)
    {
        if (distance >= Near && (!double.IsFinite(expected) || (forgiving && double.IsPositiveInfinity(error))))
        {
            return true;
        }

        var tolerance = Tolerance * Math.Max(Math.Abs(expected), Math.Min(1, Math.Abs(z)));
        var rounding = (RoundingFactor * error) + (forgiving ? Nothing : RoundingOfFunction);
        var isKnown = double.IsFinite(value) && (double.IsFinite(error) || distance >= Near);
        return value.Equals(expected) || (isKnown && Math.Abs(value - expected) <= tolerance + rounding);
    }

    private void AddNumbers(double[] added)
    {
        if (added.Length == 0)
        {
            return;
        }

        Pay(((long)parts.Count + BytesOfNumber) * added.Length);
        var section = new Section(added, new double[added.Length], new double[added.Length], 1);
        for (var i = 0; i < added.Length; i++)
        {
            computed.Compute([added[i]]);
            (section.Values[i], section.Errors[i]) = (computed.Value(0), computed.Error(0));
        }

        Add(section);
    }

    private void Add(Section section)
    {
        sections.Add(section);
        if (found.Length < section.Z.Length)
        {
            found = new double[section.Z.Length];
        }
    }

    /// <summary>Time is proportional to parts and numbers, and is paid for like memory.</summary>
    private void Pay(long bytes) => budget?.Take(bytes, "telling what function some of its nodes compute");

    private sealed record Section(double[] Z, double[] Values, double[] Errors, int Units);
}
