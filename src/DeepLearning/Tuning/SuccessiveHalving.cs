using System.Globalization;

namespace DeepLearning.Tuning;

/// <summary>
/// Stops hopeless trials early: after the first measurements only the best third of the trials go on, after three times as many a third of
/// these, and so on, until no more than one is left, which goes on to its end.
/// </summary>
/// <remarks>
/// All trials of a round are measured before any is stopped, so that which ones go on depends on their scores alone and not on which was
/// finished first. Of equal scores the lower number goes on. Source: Jamieson and Talwalkar, "Non-stochastic best arm identification and
/// hyperparameter optimization", 2016.
/// <threadsafety>Immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public sealed class SuccessiveHalving
{
    /// <summary>η, 2 or greater; 3 by default: a trial in so many goes on, rounded up, and is measured so many times as often.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int Factor
    {
        get;
        init => field = value >= 2 ? value : throw Guard.Range(nameof(Factor), value, "2 or greater");
    } = 3;

    /// <summary>The number of measurements that every trial has before the first are stopped, 1 or greater; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int FirstMeasurements
    {
        get;
        init => field = Guard.Positive(value, nameof(FirstMeasurements));
    } = 1;

    /// <summary>How many of some trials go on.</summary>
    internal int Survivors(int trials) => (trials + Factor - 1) / Factor;

    /// <summary>How many measurements a trial may have at the end of each round.</summary>
    internal IEnumerable<int> Budgets(int trials)
    {
        var budget = (long)FirstMeasurements;
        for (var alive = trials; alive > 1; alive = Survivors(alive))
        {
            yield return (int)Math.Min(budget, int.MaxValue);
            budget = Math.Min(budget * Factor, int.MaxValue);
        }

        yield return int.MaxValue;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"successive halving, the best of {Factor} go on, first after {Plural.Of(FirstMeasurements, "measurement")}");
}
