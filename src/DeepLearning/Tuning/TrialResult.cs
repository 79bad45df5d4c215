namespace DeepLearning.Tuning;

/// <summary>The outcome of a trial.</summary>
/// <param name="Trial">Its hyperparameters.</param>
/// <param name="Scores">Its measurements, in their order; empty when it was not begun, or diverged before the first.</param>
/// <param name="Ended">Whether it went on to its end. Otherwise it was stopped early, or the search was cancelled.</param>
/// <param name="Failure">Why it diverged; null when it did not.</param>
public sealed record TrialResult(Trial Trial, IReadOnlyList<double> Scores, bool Ended, string? Failure)
{
    /// <summary>The last measurement; NaN when there is none, or the trial diverged.</summary>
    public double Score => Scores.Count == 0 || Failure is not null ? double.NaN : Scores[^1];

    /// <summary>The value of a hyperparameter.</summary>
    /// <typeparam name="TValue">The type of its values.</typeparam>
    /// <param name="hyperparameter">One of the search's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="hyperparameter"/> is null.</exception>
    /// <exception cref="ArgumentException">It is none of the search's.</exception>
    public TValue Get<TValue>(Hyperparameter<TValue> hyperparameter)
        where TValue : notnull => Trial.Get(hyperparameter);

    /// <summary>How many rounds it has come through.</summary>
    internal int Round { get; init; }

    /// <summary>The way the trial ended, in a word or two.</summary>
    public string Ending => Failure is not null ? "diverged" : Ended ? "finished" : Scores.Count == 0 ? "not begun" : "stopped";
}
