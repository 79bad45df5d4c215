using System.Globalization;
using DeepLearning.Data;

namespace DeepLearning.Diagnosis;

/// <summary>An error that was measured on some examples, and how far from the true one it may be because they are so few.</summary>
/// <remarks><threadsafety>Immutable; any number of threads may use one instance.</threadsafety></remarks>
public abstract class MeasuredError
{
    private protected MeasuredError(double value, int? examples) => (Value, Examples) = (value, examples);

    /// <summary>The error on the examples: the share of mistakes, or the mean of the errors of each.</summary>
    public double Value { get; }

    /// <summary>The number of examples it was measured on; null when it is known exactly.</summary>
    public int? Examples { get; }

    /// <summary>
    /// What one example contributes to the variance: Value has the variance Spread / Examples. 0 when the error is known exactly.
    /// </summary>
    internal abstract double Spread { get; }

    /// <summary>The mistakes of a classification.</summary>
    /// <param name="mistakes">The number of wrong answers, from 0 to <paramref name="examples"/>.</param>
    /// <param name="examples">The number of answers, 1 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static MeasuredError OfMistakes(int mistakes, int examples)
    {
        Guard.Positive(examples);
        return mistakes >= 0 && mistakes <= examples
            ? new ErrorRate((double)mistakes / examples, examples)
            : throw Guard.Range(
                nameof(mistakes), mistakes, string.Create(CultureInfo.InvariantCulture, $"from 0 to the number of examples, {examples}"));
    }

    /// <summary>The share of mistakes of a classification.</summary>
    /// <param name="rate">Wrong answers / answers, in [0, 1].</param>
    /// <param name="examples">The number of answers, 1 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static MeasuredError OfRate(double rate, int examples) => new ErrorRate(Guard.InUnitInterval(rate), Guard.Positive(examples));

    /// <summary>1 − accuracy, on the examples of an evaluation.</summary>
    /// <param name="evaluation">What <see cref="Network{T}.Evaluate(ExampleSource{T})"/> has found.</param>
    /// <exception cref="ArgumentNullException"><paramref name="evaluation"/> is null.</exception>
    public static MeasuredError Of(ClassificationEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return new ErrorRate(Math.Max(0, evaluation.Error), evaluation.Examples);
    }

    /// <summary>The Hamming loss: the mean over the examples of the share of labels that were answered wrongly.</summary>
    /// <param name="evaluation">What <see cref="Network{T}.Evaluate(ExampleSource{T})"/> has found of several independent outputs.</param>
    /// <remarks>The answers to one example are not independent of each other, so the examples are what is counted.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="evaluation"/> is null.</exception>
    public static MeasuredError Of(MultiLabelEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return OfEach(evaluation.WrongShares);
    }

    /// <summary>The mean of an error that every example has, such as its squared error.</summary>
    /// <param name="errors">The error of each example: finite numbers, 0 or greater; at least one.</param>
    /// <exception cref="ArgumentException">There is no number, or one is negative or not finite.</exception>
    public static MeasuredError OfEach(params ReadOnlySpan<double> errors) => MeanError.Of(errors);

    /// <summary>An error that is known, or taken, to be exactly this: what people or the noise of the data leave at best.</summary>
    /// <param name="value">A finite number, 0 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is negative or not finite.</exception>
    public static MeasuredError Exactly(double value) => new KnownError(Guard.NotNegative(value));

    /// <summary>An interval that covers the true error with the given confidence.</summary>
    /// <param name="confidence">In (0, 1), such as 0.95.</param>
    /// <returns>
    /// For shares of mistakes, Wilson's score interval; for means, Student's, which is infinite for fewer than 30 examples, since they tell
    /// too little of how skewed the errors are; the value itself when it is known exactly.
    /// </returns>
    /// <remarks>Source: Wilson, "Probable inference, the law of succession, and statistical inference", 1927.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="confidence"/> is outside (0, 1).</exception>
    public (double Low, double High) Interval(double confidence = 0.95) => IntervalOf(Guard.InsideUnitInterval(confidence));

    /// <summary>The error and on how many examples, in percent.</summary>
    public override string ToString() => Examples is null
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * Value:F2} %")
        : string.Create(CultureInfo.InvariantCulture, $"{100 * Value:F2} % of {Examples:N0}");

    private protected abstract (double Low, double High) IntervalOf(double confidence);

    /// <summary>The number of standard deviations that a normal number stays within, with the given confidence.</summary>
    internal static double Deviations(double confidence) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 0.5 + (confidence / 2));
}
