using System.Globalization;

namespace DeepLearning.Tabular;

/// <summary>A measure of how well a <see cref="TabularModel"/> answers rows whose truth is known. Prints itself as text.</summary>
public sealed class TabularEvaluation
{
    internal TabularEvaluation(ClassificationEvaluation classification) => Classification = classification;

    internal TabularEvaluation(RegressionEvaluation regression, double coverage, double meanWidth) =>
        (Regression, Coverage, MeanWidth) = (regression, coverage, meanWidth);

    /// <summary>Accuracy, log-loss, ROC-AUC, calibration and confusion; null where a number is predicted.</summary>
    public ClassificationEvaluation? Classification { get; }

    /// <summary>RMSE, MAE and R²; null where a class is predicted.</summary>
    public RegressionEvaluation? Regression { get; }

    /// <summary>The share of rows whose truth lies in the interval of the answer, to be 0.9; NaN where a class is predicted.</summary>
    public double Coverage { get; } = double.NaN;

    /// <summary>The mean width of the intervals, in the unit of the target; NaN where a class is predicted.</summary>
    public double MeanWidth { get; } = double.NaN;

    /// <summary>The measures by name.</summary>
    internal IReadOnlyDictionary<string, double> Measures => Classification is { } classes
        ? new OrderedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["log-loss"] = classes.LogLoss, ["accuracy"] = classes.Accuracy, ["ROC-AUC"] = classes.RocAuc,
            ["calibration error"] = classes.CalibrationError,
        }
        : new OrderedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["RMSE"] = Regression!.RootMeanSquaredError, ["MAE"] = Regression.MeanAbsoluteError, ["R²"] = Regression.RSquared,
            ["coverage"] = Coverage,
        };

    /// <inheritdoc/>
    public override string ToString() => Classification is not null
        ? string.Create(CultureInfo.InvariantCulture, $"calibration error {Classification.CalibrationError:F3}, {Classification}")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Regression}\n90 % intervals hold the truth in {Coverage:P1} of rows; their mean width is " +
            $"{Number.Of(MeanWidth)}");
}
