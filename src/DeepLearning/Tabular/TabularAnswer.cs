using System.Globalization;

namespace DeepLearning.Tabular;

/// <summary>The answer of a <see cref="TabularModel"/> to one row: the probability of every class, or a number with an interval.</summary>
public sealed class TabularAnswer
{
    private readonly double[] probabilities = [];

    internal TabularAnswer(IReadOnlyList<string> classes, ReadOnlySpan<double> probabilities) =>
        (Classes, this.probabilities) = (classes, probabilities.ToArray());

    internal TabularAnswer(double prediction, double lower, double upper) =>
        (Prediction, Lower, Upper) = (prediction, lower, upper);

    /// <summary>The names of the classes; none where a number is predicted.</summary>
    public IReadOnlyList<string> Classes { get; } = [];

    /// <summary>The probabilities of the classes, in their order; they sum to 1.</summary>
    public IReadOnlyList<double> Probabilities => probabilities;

    /// <summary>The most probable class; null where a number is predicted.</summary>
    public string? Class => Classes.Count == 0 ? null : Classes[probabilities.IndexOf(probabilities.Max())];

    /// <summary>The predicted number; NaN where a class is predicted.</summary>
    public double Prediction { get; } = double.NaN;

    /// <summary>The lower end of the interval that holds the truth in 90 % of cases; NaN where a class is predicted.</summary>
    public double Lower { get; } = double.NaN;

    /// <summary>The upper end of the interval that holds the truth in 90 % of cases; NaN where a class is predicted.</summary>
    public double Upper { get; } = double.NaN;

    /// <summary>The probability of a class.</summary>
    /// <param name="name">The name of the class.</param>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    public double Probability(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (var k = 0; k < Classes.Count; k++)
        {
            if (string.Equals(Classes[k], name, StringComparison.Ordinal))
            {
                return probabilities[k];
            }
        }

        throw new ArgumentException(
            $"There is no class {Text.Quoted(name)}; the classes are {Classes.ToArray().Enumerated()}.", nameof(name));
    }

    /// <inheritdoc/>
    public override string ToString() => Class is { } best
        ? string.Create(CultureInfo.InvariantCulture, $"{best} ({Probability(best):P1})")
        : $"{Number.Of(Prediction)} ({Number.Of(Lower)} to {Number.Of(Upper)})";
}
