using System.Globalization;
using MathNet.Numerics.Distributions;

namespace DeepLearning.Diagnosis;

/// <summary>The mean of an error of each example.</summary>
internal sealed class MeanError : MeasuredError
{
    /// <summary>With fewer, the mean of skewed numbers is not yet near a normal number.</summary>
    private const int Least = 30;

    private MeanError(double mean, double variance, int examples)
        : base(mean, examples) => Spread = variance;

    internal override double Spread { get; }

    public static MeanError Of(ReadOnlySpan<double> errors)
    {
        if (errors.IsEmpty)
        {
            throw new ArgumentException("errors must hold the error of one example or more.", nameof(errors));
        }

        var (mean, squares) = (0.0, 0.0);
        for (var i = 0; i < errors.Length; i++)
        {
            if (!(errors[i] >= 0 && double.IsFinite(errors[i])))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"errors[{i}] is {errors[i]}; an error must be a finite number, 0 or greater."), nameof(errors));
            }

            // Welford's sums.
            var difference = errors[i] - mean;
            mean += difference / (i + 1);
            squares += difference * (errors[i] - mean);
        }

        return new(mean, errors.Length > 1 ? squares / (errors.Length - 1) : double.PositiveInfinity, errors.Length);
    }

    private protected override (double Low, double High) IntervalOf(double confidence)
    {
        var examples = Examples!.Value;
        if (examples < Least)
        {
            return (double.NegativeInfinity, double.PositiveInfinity);
        }

        var half = StudentT.InvCDF(0, 1, examples - 1, 0.5 + (confidence / 2)) * Math.Sqrt(Spread / examples);
        return (Value - half, Value + half);
    }
}
