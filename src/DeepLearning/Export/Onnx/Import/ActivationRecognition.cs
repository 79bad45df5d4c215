using System.Globalization;

namespace DeepLearning.Export;

/// <summary>Finds the activation of the library that a formula is, whichever operators it was written with.</summary>
/// <remarks>
/// A formula that is written as the library writes it is recognized by that. Any other is held against the activations over the whole range
/// of the type, as <see cref="FormulaComparison"/> says. What overflows far from 0 where the activation does not, such as log(1 + eᶻ), is
/// taken for the same function.
/// </remarks>
/// <param name="budget">What pays for looking.</param>
/// <param name="largest">The greatest finite number of the type that the graph computes with.</param>
internal sealed class ActivationRecognition(ReadBudget budget, double largest)
{
    /// <summary>Far enough for an exponential to be nothing beside 1.</summary>
    private const double FarBelow = -40;

    /// <summary>No activation is made of more operations.</summary>
    private const int MostParts = 256;

    private const int SignificantDigits = 12;

    private const int MostKnown = 16;

    // What taking a formula apart takes.
    private const int BytesOfSearch = 4 << 10;
    private const int BytesOfPart = 256;

    private static readonly Activation[] WithoutNumbers =
    [
        Activation.Identity, Activation.ReLU, Activation.Sigmoid, Activation.Tanh, Activation.Softmax, Activation.GELU, Activation.TanhGELU,
        Activation.SiLU,
        Activation.Softplus, Activation.SELU, Activation.HardSigmoid,
    ];

    /// <summary>The library's formulas of the activations without numbers; made once.</summary>
    private static readonly (Activation Activation, Formula Formula)[] Written =
        [.. WithoutNumbers.Select(activation => (activation, activation.AsFormula(Formula.Z)!))];

    private static readonly Formula Leaky = OnnxOperator.All.First(one => one.Type is "LeakyRelu").Formula;

    private static readonly Formula Exponential = OnnxOperator.All.First(one => one.Type is "Elu").Formula;

    /// <summary>Formulas that were compared before: networks have few, and many layers of each.</summary>
    private readonly List<(FormulaParts Parts, Activation? Found)> known = [];

    /// <summary>The activation, or null where the library has none like it.</summary>
    public Activation? Find(Formula formula)
    {
        if (Array.Find(Written, one => formula.Matches(one.Formula, [])).Activation is { } written)
        {
            return written;
        }

        if (AlphaOf(formula, Leaky) is { } slope)
        {
            return new LeakyReLU(slope);
        }

        if (AlphaOf(formula, Exponential) is > 0 and var alpha)
        {
            return new ELU(alpha);
        }

        var some = FormulaParts.Of(formula, MostParts);
        budget.Take(BytesOfSearch + (BytesOfPart * (some?.Count ?? MostParts)), "telling what function some of its nodes compute");
        if (some is not { } parts)
        {
            return null;
        }

        if (known.FirstOrDefault(one => one.Parts.AreThoseOf(parts)) is { Parts: not null } same)
        {
            return same.Found;
        }

        var found = Compared(formula, parts);
        if (known.Count < MostKnown)
        {
            known.Add((parts, found));
        }

        return found;
    }

    /// <summary>Whether a formula is an activation.</summary>
    public bool Is(Formula formula, Activation activation) => ReferenceEquals(Find(formula), activation);

    /// <summary>ε of a layer normalization, or null where the formula is none.</summary>
    public static double? Epsilon(Formula formula)
    {
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        return formula.Matches(OnnxOperator.LayerNormalization, found) ? found["epsilon"] : null;
    }

    private Activation? Compared(Formula formula, FormulaParts parts)
    {
        var comparison = new FormulaComparison(parts, largest, withExamples: false, budget);
        var candidates = WithoutNumbers.Concat(parts.GoesOverUnits ? [] : WithNumbers(formula))
            .Where(candidate => candidate.IsElementwise != parts.GoesOverUnits);
        var found = candidates.FirstOrDefault(candidate => Agrees(comparison, candidate));
        return found is not null && comparison.Refine() && Agrees(comparison, found) ? found : null;
    }

    /// <summary>The number of a formula that is a pattern but for it.</summary>
    private static double? AlphaOf(Formula formula, Formula pattern)
    {
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        return formula.Matches(pattern, found) ? found["alpha"] : null;
    }

    /// <summary>The activations whose number is what the formula gives where they show it.</summary>
    private static IEnumerable<Activation> WithNumbers(Formula formula)
    {
        var (slope, alpha) = (Rounded(-FormulaValues.Of(formula, [-1])[0]), Rounded(-FormulaValues.Of(formula, [FarBelow])[0]));
        if (double.IsFinite(slope))
        {
            yield return new LeakyReLU(slope);
        }

        if (double.IsFinite(alpha) && alpha > 0)
        {
            yield return new ELU(alpha);
        }
    }

    private static bool Agrees(FormulaComparison comparison, Activation activation) =>
        comparison.Agrees(activation.Forward<double>, forgiving: true);

    /// <summary>Without the digits that arithmetic has added.</summary>
    private static double Rounded(double number) =>
        double.Parse(number.ToString($"E{SignificantDigits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
