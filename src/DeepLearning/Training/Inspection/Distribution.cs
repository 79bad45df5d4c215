using System.Numerics;

namespace DeepLearning;

/// <summary>How some numbers are distributed. NaN and infinities are counted in the histogram and left out of the rest.</summary>
/// <param name="Mean">The mean; NaN when no number is finite.</param>
/// <param name="Variance">The mean square of the differences from the mean; NaN when no number is finite.</param>
/// <param name="Histogram">How many lie where.</param>
public sealed record Distribution(double Mean, double Variance, Histogram Histogram)
{
    internal static Distribution Of<T>(ReadOnlySpan<T> values, int bins)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (count, mean, minimum, maximum) = (0L, 0.0, double.NaN, double.NaN);
        foreach (var value in values)
        {
            if (T.IsFinite(value))
            {
                var number = double.CreateChecked(value);
                mean += (number - mean) / ++count;
                minimum = number >= minimum ? minimum : number;
                maximum = number <= maximum ? maximum : number;
            }
        }

        var squares = 0.0;
        foreach (var value in values)
        {
            if (T.IsFinite(value))
            {
                var difference = double.CreateChecked(value) - mean;
                squares += difference * difference;
            }
        }

        return new(count == 0 ? double.NaN : mean, squares / count, Histogram.Of(values, bins, minimum, maximum));
    }
}
