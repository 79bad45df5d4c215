using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>What a layer does after its product as formulas, held against what it computes.</summary>
/// <param name="Normalization">N, before gains and shifts; null where the layer has none.</param>
/// <param name="Activation">g.</param>
internal sealed record LayerFormulas(Formula? Normalization, Formula Activation)
{
    private const int Points = 101;
    private const double Lowest = -12;
    private const double Highest = 9.5;
    private const double Tolerance = 1e-6;

    /// <summary>
    /// Two examples of other lengths, 0 among their units, which are closer together near it; neither has a mean of 0, lest what subtracts the mean over the units
    /// passed for what does not.
    /// </summary>
    private static readonly double[][] Samples = [Sample(0, Points), Sample(Points / 4, Points / 2)];

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

    /// <summary>The values of a formula at points that tell one function from another.</summary>
    public static double[] Values(Formula formula) => [.. Samples.SelectMany(z => FormulaValues.Of(formula, z))];

    /// <summary>Whether such values are those of an activation, to six digits.</summary>
    public static bool Are(double[] values, Activation activation) =>
        values.Zip(Computed((z, a) => activation.Forward<double>(z, a, z.Length))).All(pair => Near(pair.First, pair.Second));

    private static Formula Checked(Formula? formula, Computation compute, string what, Type type, string kind)
    {
        if (formula is null)
        {
            throw new NotSupportedException($"{what}, which has no formula that could be exported: override {kind}.AsFormula in {type.Name}.");
        }

        var (expected, actual) = (Computed(compute), Values(formula));
        double[] z = [.. Samples.SelectMany(example => example)];
        for (var i = 0; i < z.Length; i++)
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

    private static double[] Computed(Computation compute) => [.. Samples.SelectMany(z =>
    {
        var values = new double[z.Length];
        compute(z, values);
        return values;
    })];

    private static double[] Sample(int first, int count) => [.. Enumerable.Range(first, count).Select(i =>
    {
        var t = (2.0 * i / (Points - 1)) - 1;
        return t * t * t * (t < 0 ? -Lowest : Highest);
    })];
}
