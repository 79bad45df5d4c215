using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>What a layer does after its product as formulas, held against what it computes.</summary>
/// <param name="Normalization">N, before gains and shifts; null where the layer has none.</param>
/// <param name="Activation">g.</param>
internal sealed record LayerFormulas(Formula? Normalization, Formula Activation)
{
    /// <summary>The formulas of a layer.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    /// <exception cref="InvalidOperationException">
    /// One is another function than the layer computes, or has a number that T cannot hold.
    /// </exception>
    public static LayerFormulas Of<T>(DenseLayer<T> layer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (activation, normalization) = (layer.Activation, layer.Definition.Normalization);
        return new(
            normalization is null ? null : Checked<T>(
                normalization.AsFormula(Formula.Z),
                normalization.Forward<double>,
                $"{layer} has the normalization {normalization.Name}",
                normalization.GetType(),
                nameof(Normalization)),
            Checked<T>(
                activation.AsFormula(Formula.Z),
                activation.Forward<double>,
                $"{layer} has the activation {activation.Name}",
                activation.GetType(),
                nameof(Activation)));
    }

    private static Formula Checked<T>(Formula? formula, FormulaComparison.Function compute, string what, Type type, string kind)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (formula is null)
        {
            throw new NotSupportedException(
                $"{what}, which has no formula that could be exported: override {kind}.AsFormula in {type.Name}.");
        }

        var parts = FormulaParts.Of(formula);
        foreach (var number in parts.Constants)
        {
            if (T.CreateSaturating(number) is var held && (!T.IsFinite(held) || (held == T.Zero && number != 0)))
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what}, whose AsFormula, {formula}, has the number {number}, which {ElementType.Name<T>()} cannot hold: ") +
                    string.Create(CultureInfo.InvariantCulture, $"use numbers between {Least<T>()} and {Largest<T>()}."));
            }
        }

        var comparison = new FormulaComparison(parts, Largest<T>(), withExamples: true);
        comparison.Refine();
        return comparison.PlainestDifference(compute) is (var z, var ofFormula, var ofFunction)
            ? throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}, whose AsFormula, {formula}, gives {ofFormula} at z = {z} where its Forward gives {ofFunction}: ") +
                "they must be the same function.")
            : formula;
    }

    private static double Largest<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue;

    private static double Least<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => double.CreateChecked(T.Epsilon);
}
