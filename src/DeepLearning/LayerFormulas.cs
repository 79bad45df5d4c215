using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>What a layer does after its product as formulas, held against what it computes.</summary>
/// <param name="Normalization">N, before gains and shifts; null where the layer has none.</param>
/// <param name="Activation">g.</param>
internal sealed record LayerFormulas(Formula? Normalization, Formula Activation)
{
    private const int Points = 101;
    private const double Reach = 12;
    private const double Tolerance = 1e-6;

    private delegate void Computation(double[] z, double[] values);

    /// <summary>The formulas of a layer.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    /// <exception cref="InvalidOperationException">One is another function than the layer computes.</exception>
    public static LayerFormulas Of<T>(DenseLayer<T> layer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (activation, normalization) = (layer.Activation, layer.Recipe.Normalization);
        return new(
            normalization is null ? null : Checked(
                normalization.AsFormula(Formula.Z), (z, n) => normalization.Forward<double>(z, n, z.Length), $"{layer} has the normalization {normalization.Name}", normalization.GetType(), nameof(Normalization)),
            Checked(
                activation.AsFormula(Formula.Z), (z, a) => activation.Forward<double>(z, a, z.Length), $"{layer} has the activation {activation.Name}", activation.GetType(), nameof(Activation)));
    }

    /// <summary>Whether a formula is the function that an activation computes, to six digits.</summary>
    public static bool Is(Formula formula, Activation activation)
    {
        var (z, a) = (Samples(), new double[Points]);
        activation.Forward<double>(z, a, Points);
        return FormulaValues.Of(formula, z).Zip(a).All(pair => Near(pair.First, pair.Second));
    }

    private static Formula Checked(Formula? formula, Computation compute, string what, Type type, string kind)
    {
        if (formula is null)
        {
            throw new NotSupportedException($"{what}, which has no formula that could be exported: override {kind}.AsFormula in {type.Name}.");
        }

        var (z, expected) = (Samples(), new double[Points]);
        compute(z, expected);
        var actual = FormulaValues.Of(formula, z);
        for (var i = 0; i < Points; i++)
        {
            if (!Near(actual[i], expected[i]))
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what}, whose AsFormula, {formula}, gives {actual[i]} at z = {z[i]} where its Forward gives {expected[i]}: they must be the same function."));
            }
        }

        return formula;
    }

    private static bool Near(double actual, double expected) => Math.Abs(actual - expected) <= Tolerance * Math.Max(1, Math.Abs(expected));

    /// <summary>From −12 to 12, 0 among them, closer together near it.</summary>
    private static double[] Samples() => [.. Enumerable.Range(0, Points).Select(i => Reach * Math.Pow((2.0 * i / (Points - 1)) - 1, 3))];
}
