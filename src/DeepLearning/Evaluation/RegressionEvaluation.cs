using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>Errors of a regression, over all outputs of all examples.</summary>
public sealed class RegressionEvaluation : Evaluation
{
    internal const string NameOfMetric = "R²";

    private RegressionEvaluation(int examples, double squares, double magnitudes, double variation, int count)
    {
        Examples = examples;
        RootMeanSquaredError = Math.Sqrt(squares / count);
        MeanAbsoluteError = magnitudes / count;
        RSquared = 1 - (squares / variation);
    }

    /// <inheritdoc/>
    public override int Examples { get; }

    /// <inheritdoc/>
    public override string MetricName => NameOfMetric;

    /// <inheritdoc/>
    public override double Metric => RSquared;

    /// <summary>RMSE = √(mean of (a − y)²).</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>MAE = mean of |a − y|.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>
    /// R² = 1 − Σ (a − y)² / Σ (y − ȳ)², with the mean ȳ of each output: 1 is perfect, 0 no better than the mean.
    /// −∞ or NaN when the targets do not vary.
    /// </summary>
    public double RSquared { get; }

    /// <summary>R², RMSE and MAE on one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"R² {RSquared:F4}, RMSE {RootMeanSquaredError:G5}, MAE {MeanAbsoluteError:G5} on {Examples:N0} examples");

    internal static RegressionEvaluation Of<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var examples = targets.Length / rows;
        var (squares, magnitudes, variation) = (0.0, 0.0, 0.0);
        for (var row = 0; row < rows; row++)
        {
            var mean = 0.0;
            for (var i = row; i < targets.Length; i += rows)
            {
                mean += double.CreateChecked(targets[i]) / examples;
            }

            for (var i = row; i < targets.Length; i += rows)
            {
                var target = double.CreateChecked(targets[i]);
                var error = double.CreateChecked(outputs[i]) - target;
                squares += error * error;
                magnitudes += Math.Abs(error);
                variation += (target - mean) * (target - mean);
            }
        }

        return new(examples, squares, magnitudes, variation, targets.Length);
    }
}
