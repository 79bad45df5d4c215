using System.Numerics;
using DeepLearning.Data;

namespace DeepLearning;

/// <summary>A measure of how well outputs agree with targets. <see cref="ToString"/> prints it as text.</summary>
/// <remarks>Immutable; safe for any number of threads.</remarks>
public abstract class Evaluation
{
    private protected Evaluation()
    {
    }

    /// <summary>The number of examples.</summary>
    public abstract int Examples { get; }

    /// <summary>The name of <see cref="Metric"/>: accuracy, micro F1 or R².</summary>
    public abstract string MetricName { get; }

    /// <summary>The one number by which to compare: larger is better, 1 is perfect.</summary>
    public abstract double Metric { get; }

    /// <summary>The evaluation as text.</summary>
    public abstract override string ToString();

    /// <summary>The evaluation that outputs and targets ask for; see <see cref="Network{T}.Evaluate(ExampleSource{T})"/>.</summary>
    /// <param name="activation">The activation of the output layer.</param>
    /// <param name="outputs">A[L], n_y × m.</param>
    /// <param name="targets">Y, n_y × m.</param>
    /// <param name="rows">n_y.</param>
    /// <param name="classNames">The names of classes, of a single output two.</param>
    /// <param name="outputNames">A name for each output.</param>
    internal static Evaluation Of<T>(
        Activation activation, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int rows, IReadOnlyList<string>? classNames,
        IReadOnlyList<string>? outputNames = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!activation.YieldsProbabilities || !OnlyZerosAndOnes(targets))
        {
            return RegressionEvaluation.Of(outputs, targets, rows, outputNames);
        }

        return Labels.AreOutputsOf(activation, rows)
            ? MultiLabelEvaluation.Of(outputs, targets, Labels.Thresholds([], rows), outputNames)
        : AreClasses(targets, rows)
            ? ClassificationEvaluation.Of(activation, outputs, targets, rows, classNames)
        : RegressionEvaluation.Of(outputs, targets, rows, outputNames);
    }

    /// <summary>The metric of such an evaluation alone; with a threshold, the answers are margins, and yes from it on.</summary>
    internal static (double Value, string Name) MetricOf<T>(
        Activation activation, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int rows, double? threshold)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var yesOrNo = activation.YieldsProbabilities ? OnlyZerosAndOnes(targets) : threshold is not null;
        var least = activation.YieldsProbabilities ? Labels.HalfProbability : threshold ?? Labels.HalfProbability;
        if (yesOrNo && AreClasses(targets, rows) && !Labels.AreOutputsOf(activation, rows))
        {
            return (ClassificationEvaluation.AccuracyOf(outputs, targets, rows, least), ClassificationEvaluation.NameOfMetric);
        }

        return yesOrNo && activation.IsElementwise
            ? (MultiLabelEvaluation.MetricOf(outputs, targets, least), MultiLabelEvaluation.NameOfMetric)
            : (RegressionEvaluation.MetricOf(outputs, targets, rows), RegressionEvaluation.NameOfMetric);
    }

    /// <summary>Whether every column is the answer to one question: a single yes or no, or one class of several.</summary>
    internal static bool AreClasses<T>(ReadOnlySpan<T> targets, int rows)
        where T : unmanaged, IFloatingPointIeee754<T> => rows == 1 || Classes.AreOneHot(targets, rows);

    private static bool OnlyZerosAndOnes<T>(ReadOnlySpan<T> targets)
        where T : unmanaged, IFloatingPointIeee754<T> => targets.IndexOfAnyExcept(T.Zero, T.One) < 0;
}
