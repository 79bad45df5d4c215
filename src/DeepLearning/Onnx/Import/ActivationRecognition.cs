namespace DeepLearning;

/// <summary>Finds the activation of the library that a formula is, whichever operators it was written with.</summary>
internal static class ActivationRecognition
{
    /// <summary>Far enough for an exponential to be nothing beside 1.</summary>
    private const double FarBelow = -40;

    private static readonly Activation[] WithoutNumbers =
    [
        Activation.Identity, Activation.ReLU, Activation.Sigmoid, Activation.Tanh, Activation.Softmax, Activation.GELU, Activation.TanhGELU, Activation.SiLU,
        Activation.Softplus, Activation.SELU, Activation.HardSigmoid,
    ];

    /// <summary>The activation, or null where the library has none like it.</summary>
    public static Activation? Find(Formula formula)
    {
        var values = LayerFormulas.Values(formula);
        if (Array.Find(WithoutNumbers, activation => LayerFormulas.Are(values, activation)) is { } found)
        {
            return found;
        }

        var (slope, alpha) = (Rounded(-FormulaValues.Of(formula, [-1.0])[0]), Rounded(-FormulaValues.Of(formula, [FarBelow])[0]));
        if (double.IsFinite(slope) && new LeakyReLU(slope) is var leaky && LayerFormulas.Are(values, leaky))
        {
            return leaky;
        }

        return double.IsFinite(alpha) && alpha > 0 && new ELU(alpha) is var elu && LayerFormulas.Are(values, elu) ? elu : null;
    }

    /// <summary>Without the digits that arithmetic has added.</summary>
    private static double Rounded(double number) => Math.Round(number, 12);

    /// <summary>ε of a layer normalization, or null where the formula is none.</summary>
    public static double? Epsilon(Formula formula)
    {
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        return formula.Matches(OnnxOperator.LayerNormalization, found) ? found["epsilon"] : null;
    }
}
