using System.Numerics;

namespace DeepLearning;

/// <summary>
/// Tells bias from variance by the errors on several sets: training error = human-level error + avoidable bias, dev error = training error
/// + variance, or with a training-dev set, training-dev error = training error + variance and dev error = training-dev error + data
/// mismatch.
/// </summary>
/// <remarks>
/// <para>
/// Human-level error stands for the best error that is possible (Bayes error), and is taken to be 0 where none is given. The training-dev
/// set is a part of the training examples that is not learned from; it tells variance from mismatch where the dev set is of another kind.
/// </para>
/// <para>Whether a difference means anything with sets of this size is said by its confidence interval; see <see cref="ErrorGap"/>.</para>
/// <para>Source: Ng, "Machine learning yearning", 2018, chapters 20 to 43.</para>
/// </remarks>
public static class BiasVariance
{
    private const string AgainstBias = "Against bias: a bigger network, longer training or a better optimizer, another architecture, less regularization.";
    private const string AgainstVariance = "Against variance: more data, augmentation, regularization (L2, dropout), early stopping, another architecture.";
    private const string AgainstMismatch =
        "Against data mismatch: look at how the dev examples differ, and make the training examples more like them, by collecting or by making such.";

    /// <summary>Judges errors that were measured.</summary>
    /// <param name="training">The error on the examples that were learned from.</param>
    /// <param name="dev">The error on the dev set.</param>
    /// <param name="humanLevel">The best that is possible; 0 when null.</param>
    /// <param name="trainingDev">The error on examples like those learned from, but not learned from; none when null.</param>
    /// <param name="options">What is high; the defaults of <see cref="BiasVarianceOptions"/> when null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="training"/> or <paramref name="dev"/> is null.</exception>
    public static BiasVarianceReport Analyze(
        MeasuredError training, MeasuredError dev, MeasuredError? humanLevel = null, MeasuredError? trainingDev = null, BiasVarianceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(dev);
        options ??= new BiasVarianceOptions();
        return new(
            new("avoidable bias", "high bias", AgainstBias, training, humanLevel ?? MeasuredError.Exactly(0), options),
            new("variance", "high variance", AgainstVariance, trainingDev ?? dev, training, options),
            trainingDev is null ? null : new("data mismatch", "data mismatch", AgainstMismatch, dev, trainingDev, options));
    }

    /// <summary>Measures the errors of a network on the sets, and judges them.</summary>
    /// <param name="network">A trained network.</param>
    /// <param name="training">The examples that it has learned from.</param>
    /// <param name="dev">The dev set.</param>
    /// <param name="humanLevel">The best that is possible; 0 when null.</param>
    /// <param name="trainingDev">Examples like those learned from, but not learned from; none when null.</param>
    /// <param name="options">What is high; the defaults of <see cref="BiasVarianceOptions"/> when null.</param>
    /// <remarks>
    /// The error of a classification is 1 − accuracy. The error of a regression is the mean squared error divided by the variance of the
    /// training targets, 1 − R² on the training set: a share of what there is to explain. Its interval needs 30 examples or more, and is
    /// less sure than that of a classification where few examples make most of the error. With noise in the targets, which no network can
    /// learn, give the share of the noise as <paramref name="humanLevel"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException">A network or a set that is needed is null.</exception>
    /// <exception cref="ArgumentException">A set does not fit the network, or some sets are classifications and others not.</exception>
    public static BiasVarianceReport Analyze<T>(
        Network<T> network, Dataset<T> training, Dataset<T> dev, MeasuredError? humanLevel = null, Dataset<T>? trainingDev = null,
        BiasVarianceOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(dev);
        var measure = new ErrorMeasure<T>(network, training);
        return Analyze(
            measure.Of(training, nameof(training)), measure.Of(dev, nameof(dev)), humanLevel,
            trainingDev is null ? null : measure.Of(trainingDev, nameof(trainingDev)), options);
    }
}
