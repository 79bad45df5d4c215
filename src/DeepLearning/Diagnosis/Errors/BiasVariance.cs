using System.Numerics;

namespace DeepLearning.Diagnosis;

/// <summary>
/// The parts of the dev error, and what to do about them: tells bias from variance by the errors on several sets: training error =
/// human-level error + avoidable bias, dev error = training error + variance, or with a training-dev set, training-dev error = training
/// error + variance and dev error = training-dev error + data mismatch.
/// </summary>
/// <remarks>
/// <para>
/// Human-level error stands for the best error that is possible (Bayes error), and is taken to be 0 where none is given. The training-dev
/// set is a part of the training examples that is not learned from; it tells variance from mismatch where the dev set is of another kind.
/// </para>
/// <para>Whether a difference means anything with sets of this size is said by its confidence interval; see <see cref="ErrorGap"/>.</para>
/// <para>Source: Ng, "Machine learning yearning", 2018, chapters 20 to 43.</para>
/// </remarks>
public sealed class BiasVariance
{
    private const string AgainstBias =
        "Against bias: a bigger network, longer training or a better optimizer, another architecture, less regularization.";
    private const string AgainstVariance =
        "Against variance: more data, augmentation, regularization (L2, dropout), early stopping, another architecture.";
    private const string AgainstMismatch =
        "Against data mismatch: look at how the dev examples differ, and make the training examples more like them, by collecting or by " +
        "making such.";

    private BiasVariance(ErrorGap bias, ErrorGap variance, ErrorGap? mismatch) =>
        (AvoidableBias, Variance, Mismatch, Gaps) =
            (bias, variance, mismatch, mismatch is null ? [bias, variance] : [bias, variance, mismatch]);

    /// <summary>Judges errors that were measured.</summary>
    /// <param name="training">The error on the examples that were learned from.</param>
    /// <param name="dev">The error on the dev set.</param>
    /// <param name="humanLevel">The best that is possible; 0 when null.</param>
    /// <param name="trainingDev">The error on examples like those learned from, but not learned from; none when null.</param>
    /// <param name="tolerance">
    /// The difference of errors that may be borne, 0 or greater; 0.01, one percentage point, by default, by which the course's examples
    /// come out as the course has them. The smaller it is, the larger must be the sets.
    /// </param>
    /// <param name="confidence">The confidence of the intervals, in (0, 1); 0.95 by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="training"/> or <paramref name="dev"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="tolerance"/> or <paramref name="confidence"/> is out of its range.
    /// </exception>
    public static BiasVariance Analyze(
        MeasuredError training, MeasuredError dev, MeasuredError? humanLevel = null, MeasuredError? trainingDev = null,
        double tolerance = 0.01, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(dev);
        Guard.NotNegative(tolerance);
        Guard.InsideUnitInterval(confidence);
        return new(
            new("avoidable bias", "high bias", AgainstBias, training, humanLevel ?? MeasuredError.Exactly(0), tolerance, confidence),
            new("variance", "high variance", AgainstVariance, trainingDev ?? dev, training, tolerance, confidence),
            trainingDev is null ? null : new("data mismatch", "data mismatch", AgainstMismatch, dev, trainingDev, tolerance, confidence));
    }

    /// <summary>Measures the errors of a network on the sets, and judges them.</summary>
    /// <param name="network">A trained network.</param>
    /// <param name="training">The examples that it has learned from.</param>
    /// <param name="dev">The dev set.</param>
    /// <param name="humanLevel">The best that is possible; 0 when null.</param>
    /// <param name="trainingDev">Examples like those learned from, but not learned from; none when null.</param>
    /// <param name="tolerance">
    /// The difference of errors that may be borne, 0 or greater; 0.01, one percentage point, by default, by which the course's examples
    /// come out as the course has them. The smaller it is, the larger must be the sets.
    /// </param>
    /// <param name="confidence">The confidence of the intervals, in (0, 1); 0.95 by default.</param>
    /// <remarks>
    /// The error of a classification is 1 − accuracy. The error of a regression is the mean squared error divided by the variance of the
    /// training targets, 1 − R² on the training set: a share of what there is to explain. Its interval needs 30 examples or more, and is
    /// less sure than that of a classification where few examples make most of the error. With noise in the targets, which no network can
    /// learn, give the share of the noise as <paramref name="humanLevel"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException">A network or a set that is needed is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="tolerance"/> or <paramref name="confidence"/> is out of its range.
    /// </exception>
    /// <exception cref="ArgumentException">A set does not fit the network, or some sets are classifications and others not.</exception>
    public static BiasVariance Analyze<T>(
        Network<T> network, Dataset<T> training, Dataset<T> dev, MeasuredError? humanLevel = null, Dataset<T>? trainingDev = null,
        double tolerance = 0.01, double confidence = 0.95)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(dev);
        var measure = new ErrorMeasure<T>(network, training);
        return Analyze(
            measure.Of(training, nameof(training)), measure.Of(dev, nameof(dev)), humanLevel,
            trainingDev is null ? null : measure.Of(trainingDev, nameof(trainingDev)), tolerance, confidence);
    }

    /// <summary>The training error beyond human-level error.</summary>
    public ErrorGap AvoidableBias { get; }

    /// <summary>The error beyond the training error, on examples of the same kind that were not learned from.</summary>
    public ErrorGap Variance { get; }

    /// <summary>
    /// The dev error beyond the training-dev error: what another kind of examples costs. Null without a training-dev set.
    /// </summary>
    public ErrorGap? Mismatch { get; }

    /// <summary>The two or three of them.</summary>
    public IReadOnlyList<ErrorGap> Gaps { get; }

    /// <summary>Whether every gap is known to be high or low.</summary>
    public bool IsConclusive => Gaps.All(gap => gap.IsConclusive);

    /// <summary>
    /// The problems, the greatest first, such as <c>high bias and high variance</c>; <c>neither high bias nor high variance</c> when
    /// nothing is; <c>can't tell</c> when the sets are too small for that.
    /// </summary>
    public string Verdict
    {
        get
        {
            var problems = string.Join(" and ", Problems.Select(gap => gap.Problem));
            var unclear = string.Join(" and ", Gaps.Where(gap => !gap.IsConclusive).Select(gap => gap.Name));
            return problems.Length > 0 ? unclear.Length > 0 ? $"{problems}; can't tell about {unclear}" : problems
                : unclear.Length == 0 ? Mismatch is null ? "neither high bias nor high variance" : "neither high bias nor high variance " +
                    "nor data mismatch"
                : Gaps.Any(gap => gap.IsConclusive) ? $"can't tell about {unclear}; else nothing is high"
                : "can't tell";
        }
    }

    /// <summary>The advice, a sentence for each problem, the greatest first.</summary>
    public string Advice => Problems.Any() ? string.Join('\n', Problems.Select(gap => gap.Advice))
        : IsConclusive ? "Nothing needs to be done, unless human-level error is known to be lower."
        : "Measure on larger sets.";

    /// <summary>The verdict, a line for each gap, and what to do.</summary>
    public override string ToString() => $"{Verdict}\n{string.Join('\n', Gaps.Select(gap => $"  {gap}"))}\n{Advice}";

    private IEnumerable<ErrorGap> Problems => Gaps.Where(gap => gap.IsHigh).OrderByDescending(gap => gap.Size);
}
