namespace DeepLearning;

/// <summary>The errors of one output of a regression; see <see cref="RegressionEvaluation.Outputs"/>.</summary>
/// <remarks>Immutable; safe for any number of threads.</remarks>
public sealed class OutputEvaluation
{
    internal OutputEvaluation(string name, OutputErrors errors) =>
        (Name, RSquared, RootMeanSquaredError, MeanAbsoluteError) = (name, errors.RSquared, errors.RootMeanSquaredError, errors.MeanAbsoluteError);

    /// <summary>The name of the target; the number of the output where no names were given.</summary>
    public string Name { get; }

    /// <summary>
    /// R² = 1 − Σ (a − y)² / Σ (y − ȳ)². Of targets that are all equal, NaN where the output always is right and −∞ elsewhere.
    /// </summary>
    public double RSquared { get; }

    /// <summary>RMSE = √(mean of (a − y)²), in the unit of the target.</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>MAE = mean of |a − y|, in the unit of the target.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>The name, then R², RMSE and MAE.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Name}: R² {RSquared:F4}, RMSE {RootMeanSquaredError:G5}, MAE {MeanAbsoluteError:G5}");
}
