using System.Globalization;

namespace DeepLearning;

/// <summary>
/// The outcome of <see cref="Trainer{T}.FindLearningRate"/>: the cost at learning rates from the smallest to where it diverged.
/// </summary>
/// <param name="Rates">α of each step.</param>
/// <param name="Costs">J of each step, smoothed by an exponentially weighted average with bias correction, β = 0.9.</param>
/// <param name="Suggested">
/// The rate at which the cost fell fastest as log α grew; null when it never fell, so that the search tells nothing.
/// </param>
public sealed record LearningRateRangeTest(IReadOnlyList<double> Rates, IReadOnlyList<double> Costs, double? Suggested)
{
    /// <summary>The suggestion, and the range that was searched.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Suggested is null ? "no learning rate made the cost fall" : $"suggested learning rate {Suggested:G3}")}, " +
        $"searched from {Rates[0]:G3} to {Rates[^1]:G3} in {Plural.Of(Rates.Count, "step")}");

    /// <summary>The steepest fall by two-sided differences; the rates are equally far apart in log α.</summary>
    internal static LearningRateRangeTest Of(IReadOnlyList<double> rates, IReadOnlyList<double> costs)
    {
        var (steepest, slope) = (-1, 0.0);
        for (var i = 1; i < costs.Count - 1; i++)
        {
            if (costs[i + 1] - costs[i - 1] < slope)
            {
                (steepest, slope) = (i, costs[i + 1] - costs[i - 1]);
            }
        }

        return new(rates, costs, steepest < 0 ? null : rates[steepest]);
    }
}
