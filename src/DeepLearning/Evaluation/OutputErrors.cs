using System.Numerics;

namespace DeepLearning;

/// <summary>The sums over examples that the errors of a regression are made of, for one output or for several together.</summary>
/// <remarks>
/// Squares are sums of numbers that were multiplied by 2^−<paramref name="Exponent"/> first, which rounds nothing: the squares of very
/// large and very small targets would leave the range of a double.
/// </remarks>
/// <param name="Squares">Σ (a − y)².</param>
/// <param name="Variation">Σ (y − ȳ)²; exactly 0 when all targets are equal.</param>
/// <param name="Magnitudes">Σ |a − y|, not scaled.</param>
/// <param name="Exponent">The exponent of the unit of the squares.</param>
/// <param name="Count">The number of differences.</param>
internal readonly record struct OutputErrors(double Squares, double Variation, double Magnitudes, int Exponent, long Count)
{
    /// <summary>So that 2 to the exponent, and to its negative, are ordinary numbers.</summary>
    private const int LargestExponent = 1000;

    /// <summary>1 − squares / variation: NaN is 1 − 0/0, −∞ is 1 − squares/0.</summary>
    public double RSquared => 1 - (Squares / Variation);

    public double RootMeanSquaredError => Math.ScaleB(Math.Sqrt(Squares / Count), Exponent);

    public double MeanAbsoluteError => Magnitudes / Count;

    /// <summary>The sums of one row.</summary>
    public static OutputErrors Of<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int row, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Relative to the first target, equal targets are exactly 0, and the digits of others are not lost to what they have in common.
        var examples = targets.Length / rows;
        var first = double.CreateChecked(targets[row]);
        var (mean, largest, magnitudes) = (0.0, 0.0, 0.0);
        for (var i = row; i < targets.Length; i += rows)
        {
            var target = double.CreateChecked(targets[i]);
            var error = Math.Abs(double.CreateChecked(outputs[i]) - target);
            mean += (target - first) / examples;
            magnitudes += error;
            largest = Math.Max(largest, Math.Max(Math.Abs(target - first), error));
        }

        var exponent = largest > 0 && double.IsFinite(largest) ? Math.Clamp(Math.ILogB(largest), -LargestExponent, LargestExponent) : 0;
        var unit = Math.ScaleB(1, -exponent);
        var (squares, variation) = (0.0, 0.0);
        for (var i = row; i < targets.Length; i += rows)
        {
            var target = double.CreateChecked(targets[i]);
            var error = (double.CreateChecked(outputs[i]) - target) * unit;
            var deviation = (target - first - mean) * unit;
            squares += error * error;
            variation += deviation * deviation;
        }

        return new(squares, variation, magnitudes, exponent, examples);
    }

    public static OutputErrors operator +(OutputErrors left, OutputErrors right)
    {
        var exponent = Math.Max(left.Exponent, right.Exponent);
        return new(
            left.In(exponent).Squares + right.In(exponent).Squares, left.In(exponent).Variation + right.In(exponent).Variation,
            left.Magnitudes + right.Magnitudes, exponent, left.Count + right.Count);
    }

    private OutputErrors In(int exponent)
    {
        var shift = 2 * (Exponent - exponent);
        return this with { Squares = Math.ScaleB(Squares, shift), Variation = Math.ScaleB(Variation, shift), Exponent = exponent };
    }
}
