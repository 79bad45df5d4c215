using System.Numerics;

namespace DeepLearning;

/// <summary>How well outputs agree with targets. <see cref="ToString"/> prints it as text.</summary>
/// <remarks>Immutable; safe for any number of threads.</remarks>
public abstract class Evaluation
{
    private protected Evaluation()
    {
    }

    /// <summary>The number of examples.</summary>
    public abstract int Examples { get; }

    /// <summary>The name of <see cref="Metric"/>: accuracy or R².</summary>
    public abstract string MetricName { get; }

    /// <summary>The one number by which to compare: larger is better, 1 is perfect.</summary>
    public abstract double Metric { get; }

    /// <summary>The evaluation as text.</summary>
    public abstract override string ToString();

    /// <summary>
    /// A <see cref="ClassificationEvaluation"/> where the outputs are probabilities (softmax, sigmoid) and every target is 0 or 1,
    /// else a <see cref="RegressionEvaluation"/>.
    /// </summary>
    internal static Evaluation Of<T>(
        Activation activation, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int rows, IReadOnlyList<string>? classNames)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        activation.YieldsProbabilities && OnlyZerosAndOnes(targets)
            ? ClassificationEvaluation.Of(activation, outputs, targets, rows, classNames)
            : RegressionEvaluation.Of(outputs, targets, rows);

    /// <summary>The metric of such an evaluation alone; with a threshold, the answers are margins, and yes from it on.</summary>
    internal static (double Value, string Name) MetricOf<T>(
        Activation activation, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int rows, double? threshold)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        !activation.YieldsProbabilities && threshold is { } least
            ? (ClassificationEvaluation.AccuracyOf(outputs, targets, rows, least), ClassificationEvaluation.NameOfMetric)
        : activation.YieldsProbabilities && OnlyZerosAndOnes(targets)
            ? (ClassificationEvaluation.AccuracyOf(outputs, targets, rows), ClassificationEvaluation.NameOfMetric)
        : (RegressionEvaluation.Of(outputs, targets, rows).RSquared, RegressionEvaluation.NameOfMetric);

    private static bool OnlyZerosAndOnes<T>(ReadOnlySpan<T> targets)
        where T : unmanaged, IFloatingPointIeee754<T> => targets.IndexOfAnyExcept(T.Zero, T.One) < 0;

    private protected static bool OneHotColumns<T>(ReadOnlySpan<T> targets, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var start = 0; rows > 1 && start < targets.Length; start += rows)
        {
            if (targets.Slice(start, rows).Count(T.One) != 1)
            {
                return false;
            }
        }

        return rows > 1;
    }
}
