namespace DeepLearning;

/// <summary>At which numbers of examples a <see cref="LearningCurve"/> is measured, and how often.</summary>
/// <remarks><threadsafety>Immutable; any number of threads may use one instance.</threadsafety></remarks>
public sealed class LearningCurveOptions
{
    /// <summary>
    /// The numbers of examples, each greater than the one before; when null, the default, the whole training set and its halves, quarters
    /// and so on, eight sizes at most and none less than 10.
    /// </summary>
    public IReadOnlyList<int>? Sizes { get; init; }

    /// <summary>How many times each size is measured, with other examples each time, 1 or greater; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Repetitions
    {
        get;
        init => field = Guard.Positive(value, nameof(Repetitions));
    } = 1;

    /// <summary>Decides which examples come first; 1 by default.</summary>
    public long Seed { get; init; } = 1;
}
