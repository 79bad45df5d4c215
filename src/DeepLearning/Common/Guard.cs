using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace DeepLearning;

/// <summary>Checks of arguments at the public edge: each returns what it was given, or throws naming it.</summary>
internal static class Guard
{
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) ? value : throw Range(name, value, "a finite number");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) && value > 0 ? value : throw Range(name, value, "a finite number greater than 0");

    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) && value >= 0 ? value : throw Range(name, value, "a finite number, 0 or greater");

    /// <summary>The decay rates of moving averages: [0, 1).</summary>
    public static double Decay(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and < 1 ? value : throw Range(name, value, "in [0, 1)");

    /// <summary>The probabilities of what happens at all: (0, 1].</summary>
    public static double Probability(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Within(value, value is > 0 and <= 1, "in (0, 1]", name);

    /// <summary>A range that is particular to one argument.</summary>
    public static double Within(double value, bool within, string allowed, [CallerArgumentExpression(nameof(value))] string name = "") =>
        within ? value : throw Range(name, value, allowed);

    public static int Positive(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 ? value : throw Range(name, value, "1 or greater");

    public static long Positive(long value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 ? value : throw Range(name, value, "1 or greater");

    public static int NotNegative(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0 ? value : throw Range(name, value, "0 or greater");

    public static long NotNegative(long value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0 ? value : throw Range(name, value, "0 or greater");

    public static double InUnitInterval(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and <= 1 ? value : throw Range(name, value, "in [0, 1]");

    public static double InUnitIntervalNotZero(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is > 0 and <= 1 ? value : throw Range(name, value, "in (0, 1]");

    public static double InsideUnitInterval(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is > 0 and < 1 ? value : throw Range(name, value, "in (0, 1)");

    /// <summary>Refuses NaN and infinities among X or Y, naming the first by row and column.</summary>
    /// <param name="columns">The numbers, rows × examples.</param>
    /// <param name="rows">The length of a column.</param>
    /// <param name="name">The argument.</param>
    /// <param name="rowKind">What a row is: a feature or an output.</param>
    public static void FiniteExamples<T>(ReadOnlySpan<T> columns, int rows, string name, string rowKind)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (NotFinite(name, columns, rows, rowKind) is { } problem)
        {
            throw new ArgumentException(problem, name);
        }
    }

    /// <summary>
    /// What is wrong with the first element that is NaN or infinite, where a column is an example; null if all are finite.
    /// </summary>
    public static string? NotFinite<T>(
        string matrix, ReadOnlySpan<T> values, int rows, string rowKind, IReadOnlyList<string>? rowNames = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (FirstNotFinite(values) is not (>= 0 and var bad))
        {
            return null;
        }

        var (column, row) = Math.DivRem(bad, rows);
        var name = rowNames is null ? "" : $" \"{rowNames[row]}\"";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{matrix}[{row}, {column}] is {Describe(values[bad])} ({rowKind} {row}{name} of example {column}, counted from 0). " +
            $"Every value must be finite: remove the example or fill the value in.");
    }

    /// <summary>The position of the first NaN or infinity, or −1.</summary>
    public static int FirstNotFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // One vectorized pass where all is well.
        if (values.IsEmpty || TensorPrimitives.IsFiniteAll(values))
        {
            return -1;
        }

        var i = 0;
        while (T.IsFinite(values[i]))
        {
            i++;
        }

        return i;
    }

    /// <summary>NaN, infinity or -infinity, in the same words under every culture.</summary>
    public static string Describe<T>(T notFinite)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        T.IsNaN(notFinite) ? "NaN" : T.IsNegative(notFinite) ? "-infinity" : "infinity";

    /// <summary>The error of a value out of its range.</summary>
    public static ArgumentOutOfRangeException Range(string name, IFormattable value, string allowed) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{name} must be {allowed}, got {value}."));
}
