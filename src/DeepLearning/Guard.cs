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

    public static int Positive(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 ? value : throw Range(name, value, "1 or greater");

    /// <summary>Refuses NaN and infinities, naming the row and column of the first.</summary>
    public static void AllFinite<T>(ReadOnlySpan<T> columns, int rows, string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // One vectorized pass: NaN propagates through the maximum, and so does an infinity.
        if (columns.IsEmpty || T.IsFinite(TensorPrimitives.MaxMagnitude(columns)))
        {
            return;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (!T.IsFinite(columns[i]))
            {
                throw new ArgumentException(
                    $"{name} must be finite, but row {i % rows}, column {i / rows} is {columns[i]}. " +
                    "Rows are features and columns are examples, both counted from 0; remove or replace the value.",
                    name);
            }
        }
    }

    private static ArgumentOutOfRangeException Range(string name, object value, string allowed) =>
        new(name, value, $"{name} must be {allowed}.");
}
