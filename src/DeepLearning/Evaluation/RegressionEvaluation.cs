using System.Globalization;
using System.Numerics;
using System.Text;

namespace DeepLearning;

/// <summary>Errors of a regression: of each output, and over all outputs of all examples.</summary>
public sealed class RegressionEvaluation : Evaluation
{
    internal const string NameOfMetric = "R²";

    private RegressionEvaluation(int examples, string name, IReadOnlyList<RegressionEvaluation> outputs, OutputErrors total)
    {
        (Examples, Name, Outputs) = (examples, name, outputs.Count == 0 ? [this] : outputs);
        (RSquared, RootMeanSquaredError, MeanAbsoluteError) = (total.RSquared, total.RootMeanSquaredError, total.MeanAbsoluteError);
    }

    /// <inheritdoc/>
    public override int Examples { get; }

    /// <inheritdoc/>
    public override string MetricName => NameOfMetric;

    /// <inheritdoc/>
    public override double Metric => RSquared;

    /// <summary>The name of the target, or the number of the output where no names were given; of several outputs all of them.</summary>
    public string Name { get; }

    /// <summary>The errors of each output by itself, in their order; of a single output the one.</summary>
    public IReadOnlyList<RegressionEvaluation> Outputs { get; }

    /// <summary>RMSE = √(mean of (a − y)²), over all outputs of all examples.</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>MAE = mean of |a − y|, over all outputs of all examples.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>
    /// R² = 1 − Σ (a − y)² / Σ (y − ȳ)², summed over all outputs, with the mean ȳ of each: 1 is perfect, 0 no better than the mean. When no
    /// target varies, so that all of an output are equal to each other, NaN where every output is right and −∞ elsewhere.
    /// </summary>
    /// <remarks>
    /// Of several outputs each weighs as much as its targets vary, as in scikit-learn's <c>r2_score</c> with
    /// <c>multioutput="variance_weighted"</c>; its default is <see cref="MeanRSquared"/>. A constant target adds its errors here, and
    /// nothing there. Of constant targets scikit-learn gives 1 where every output is right and 0 elsewhere, and with
    /// <c>force_finite=False</c> what stands here.
    /// </remarks>
    public double RSquared { get; }

    /// <summary>
    /// The plain mean of the outputs' R², scikit-learn's <c>multioutput="uniform_average"</c>: an output whose targets hardly vary weighs
    /// as much as any other. Not finite when the R² of one is not. Of a single output it is <see cref="RSquared"/>.
    /// </summary>
    public double MeanRSquared => Outputs.Count == 1 ? RSquared : Outputs.Average(output => output.RSquared);

    /// <summary>R², RMSE and MAE on one line; of several outputs then a table with a row for each.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"R² {RSquared:F4}, RMSE {RootMeanSquaredError:G5}, MAE {MeanAbsoluteError:G5} on {Plural.Of(Examples, "example", "N0")}");
        if (Outputs.Count == 1)
        {
            return text.ToString();
        }

        var width = Math.Max("output".Length, Outputs.Max(output => output.Name.Length));
        text.Append('\n').Append("output".PadRight(width)).Append("       R²        RMSE         MAE");
        foreach (var output in Outputs)
        {
            text.Append('\n').Append(output.Name.PadRight(width)).Append(
                CultureInfo.InvariantCulture,
                $"  {output.RSquared,7:F4}  {output.RootMeanSquaredError,10:G5}  {output.MeanAbsoluteError,10:G5}");
        }

        return text.Append('\n').Append("mean".PadRight(width)).Append(CultureInfo.InvariantCulture, $"  {MeanRSquared,7:F4}").ToString();
    }

    internal static RegressionEvaluation Of<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int rows, IReadOnlyList<string>? names)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (outputNames, each, total) = (Labels.Names(names, rows), new RegressionEvaluation[rows], default(OutputErrors));
        for (var row = 0; row < rows; row++)
        {
            var errors = OutputErrors.Of(outputs, targets, row, rows);
            each[row] = new(targets.Length / rows, outputNames[row], [], errors);
            total = row == 0 ? errors : total + errors;
        }

        return rows == 1 ? each[0] : new(targets.Length / rows, string.Join(", ", outputNames), each, total);
    }

    /// <summary>R² alone, without what else an evaluation remembers.</summary>
    internal static double MetricOf<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var total = OutputErrors.Of(outputs, targets, 0, rows);
        for (var row = 1; row < rows; row++)
        {
            total += OutputErrors.Of(outputs, targets, row, rows);
        }

        return total.RSquared;
    }
}
