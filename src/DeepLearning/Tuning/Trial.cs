namespace DeepLearning.Tuning;

/// <summary>One draw of all hyperparameters, as the function sees it that trains with them.</summary>
/// <remarks><threadsafety>Immutable; any number of threads may use one instance.</threadsafety></remarks>
public sealed class Trial
{
    internal Trial(int number, IReadOnlyList<Hyperparameter> hyperparameters, long searchSeed, CancellationToken cancellationToken)
    {
        var random = new RandomStream(searchSeed).Fork("random search");
        Number = number;
        CancellationToken = cancellationToken;
        Seed = (long)(random.Fork("seeds").Bits(number) >> 1);

        // By name: another hyperparameter beside it, or another order, leaves its values as they were.
        Drawn = [.. hyperparameters.Select(one => one.Draw(random.Fork("values").Fork(one.Name).Uniform(number)))];
    }

    /// <summary>The number of the trial, counted from 1.</summary>
    public int Number { get; }

    /// <summary>
    /// A seed of the trial's own, for weights and shuffling; a function of the seed of the search and of <see cref="Number"/>.
    /// </summary>
    public long Seed { get; }

    /// <summary>The names and values of all hyperparameters, in the order of the search.</summary>
    public IReadOnlyList<(string Name, object Value)> Settings =>
        [.. Drawn.Select(setting => (setting.Hyperparameter.Name, setting.Value))];

    /// <summary>The values with what they were drawn from.</summary>
    internal IReadOnlyList<TrialSetting> Drawn { get; }

    /// <summary>Ends the search; give it to <see cref="Trainer{T}.Fit"/> so that it ends soon.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The value of a hyperparameter.</summary>
    /// <typeparam name="TValue">The type of its values.</typeparam>
    /// <param name="hyperparameter">One of the search's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="hyperparameter"/> is null.</exception>
    /// <exception cref="ArgumentException">It is none of the search's.</exception>
    public TValue Get<TValue>(Hyperparameter<TValue> hyperparameter)
        where TValue : notnull
    {
        ArgumentNullException.ThrowIfNull(hyperparameter);
        return Drawn.FirstOrDefault(setting => setting.Hyperparameter == hyperparameter) is { } found
            ? (TValue)found.Value
            : throw new ArgumentException(
                $"The hyperparameter '{hyperparameter.Name}' is none of this search's: " +
                $"{string.Join(", ", Drawn.Select(setting => setting.Hyperparameter.Name))}. " +
                "Give it to the search, and ask for it by the same object.",
                nameof(hyperparameter));
    }

    /// <summary>Number and settings, such as <c>trial 3: learning rate 0.01, hidden units 64</c>.</summary>
    public override string ToString() => $"trial {Number}: {string.Join(", ", Drawn)}";
}
