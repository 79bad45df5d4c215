using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>Accuracy and confusion of a classification, and what its probabilities are worth.</summary>
/// <remarks>
/// With several outputs the class of an example is the largest. A single output gives classes 0 and 1: 1 from 0.5 on, unless another
/// threshold was asked for. Examples that may have several labels at once are judged by a <see cref="MultiLabelEvaluation"/>.
/// </remarks>
public sealed class ClassificationEvaluation : Evaluation
{
    internal const string NameOfMetric = "accuracy";

    private const int CalibrationBins = 15;

    private readonly Probabilities probabilities;
    private readonly Lazy<double> logLoss;
    private readonly Lazy<double> rocAuc;
    private readonly Lazy<double> calibrationError;

    private ClassificationEvaluation(int examples, ConfusionMatrix confusion, Probabilities probabilities)
    {
        (Examples, Confusion, this.probabilities) = (examples, confusion, probabilities);
        logLoss = new(probabilities.LogLoss);
        rocAuc = new(probabilities.RocAuc);
        calibrationError = new(() => probabilities.CalibrationError(CalibrationBins));
    }

    /// <inheritdoc/>
    public override int Examples { get; }

    /// <inheritdoc/>
    public override string MetricName => NameOfMetric;

    /// <inheritdoc/>
    public override double Metric => Accuracy;

    /// <summary>The share of right answers, in [0, 1].</summary>
    public double Accuracy => Confusion.Accuracy;

    /// <summary>1 − <see cref="Accuracy"/>.</summary>
    public double Error => 1 - Accuracy;

    /// <summary>The number of times that each class was taken for each; precision, recall and F1 of every class and their means.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>
    /// The mean of −log p, where p is the probability that was given to what is true; nothing is clipped, so it is +∞ when what is true was
    /// given probability 0. 0 is perfect. NaN where the outputs are no probabilities, but margins as of a hinge loss.
    /// </summary>
    public double LogLoss => logLoss.Value;

    /// <summary>
    /// The area under the receiver operating characteristic: the probability that a positive answer scores higher than a negative one,
    /// equal scores counting half. With several classes, the mean over each against the rest; classes without examples, or without others,
    /// are left out, where scikit-learn's <c>roc_auc_score</c> (which needs <c>multi_class="ovr"</c> to do the same) raises an error. ½ is
    /// chance, 1 perfect; NaN when nothing is left.
    /// </summary>
    /// <remarks>
    /// Source: Hanley and McNeil, "The meaning and use of the area under a receiver operating characteristic (ROC) curve", 1982.
    /// </remarks>
    public double RocAuc => rocAuc.Value;

    /// <summary>
    /// ECE, the expected calibration error Σ_b (n_b / n) |accuracy_b − mean confidence_b|: how far the share of right answers is from the
    /// probability that was given to them, over 15 equal bins of the largest probability. 0 is perfect, 1 the worst. NaN where the outputs
    /// are no probabilities.
    /// </summary>
    /// <remarks>
    /// A few answers in a bin differ from their probability by chance alone, so that the error of a perfect model falls with the examples,
    /// and never is 0. Source: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", 2017.
    /// </remarks>
    public double CalibrationError => calibrationError.Value;

    /// <summary>
    /// The share of answers whose true class is among the k most probable ones; of equal probabilities the first class wins.
    /// </summary>
    /// <param name="k">From 1, which is the accuracy of one-hot answers, to the number of classes, which is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 1, or more than there are classes.</exception>
    /// <exception cref="InvalidOperationException">The answers are yes or no, so that there is no second-best class.</exception>
    public double TopAccuracy(int k)
    {
        if (probabilities.Rows == 1)
        {
            throw new InvalidOperationException("The answers are yes or no: top-k accuracy needs an output for each of several classes.");
        }

        return k >= 1 && k <= Confusion.Classes ? probabilities.TopAccuracy(k) : throw new ArgumentOutOfRangeException(
            nameof(k),
                string.Create(CultureInfo.InvariantCulture, $"k must be from 1 to {Confusion.Classes}, the number of classes, got {k}."));
    }

    /// <summary>Accuracy, log-loss and ROC-AUC, then the confusion matrix with precision, recall and F1 of every class.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"accuracy {Accuracy:P2} on {Plural.Of(Examples, "example", "N0")}{LogLossText}, ROC-AUC {RocAuc:F4}\n{Confusion}");

    private string LogLossText => double.IsNaN(LogLoss) ? "" : string.Create(CultureInfo.InvariantCulture, $", log-loss {LogLoss:G4}");

    internal static ClassificationEvaluation Of<T>(
        Activation activation, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int rows, IReadOnlyList<string>? classNames,
        double threshold = 0.5)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var actual = Classes.Of(targets, rows);
        var confusion = new ConfusionMatrix(actual, Classes.Of(outputs, rows, threshold), Math.Max(rows, 2), classNames);
        return new(actual.Length, confusion, Probabilities.Of(outputs, actual, rows, activation.YieldsProbabilities));
    }

    /// <summary>The accuracy alone, without what else an evaluation remembers.</summary>
    internal static double AccuracyOf<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int rows, double threshold)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var right = 0;
        for (var start = 0; start < targets.Length; start += rows)
        {
            right += Classes.Of(targets.Slice(start, rows)) == Classes.Of(outputs.Slice(start, rows), threshold) ? 1 : 0;
        }

        return right / (double)(targets.Length / rows);
    }
}
