using DeepLearning.Processes;

namespace DeepLearning.Tuning;

/// <summary>
/// Searches for good hyperparameters by drawing them at random: each trial is a draw of all of them, by which a function of yours trains
/// and measures.
/// </summary>
/// <remarks>
/// <para>
/// Random draws find good values in fewer trials than a grid does, since they try as many values of each hyperparameter as there are
/// trials. Source: Bergstra and Bengio, "Random search for hyper-parameter optimization", 2012.
/// </para>
/// <para>
/// Several trials run at once, each on a thread of its own and with its share of <see cref="Backend.Threads"/>: there are not more threads
/// at work than that. The draws are a function of <see cref="Seed"/>, of the hyperparameter's name and of the trial's number, and no
/// decision depends on time. So the same seed gives the same table on any number of cores, as long as the function gives the same
/// measurements for the same trial.
/// </para>
/// <threadsafety>
/// Immutable; but the function that trains is called by several threads at once and must not change what they share.
/// </threadsafety>
/// </remarks>
public sealed class RandomSearch
{
    /// <summary>A search over some hyperparameters.</summary>
    /// <param name="hyperparameters">What is drawn; one or more, of different names.</param>
    /// <exception cref="ArgumentNullException"><paramref name="hyperparameters"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">There is none, or two have the same name.</exception>
    public RandomSearch(params IReadOnlyList<Hyperparameter> hyperparameters)
    {
        ArgumentNullException.ThrowIfNull(hyperparameters);
        if (hyperparameters.Count == 0)
        {
            throw new ArgumentException("A search needs at least one hyperparameter.", nameof(hyperparameters));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < hyperparameters.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(hyperparameters[i], $"{nameof(hyperparameters)}[{i}]");
            if (!names.Add(hyperparameters[i].Name))
            {
                throw new ArgumentException(
                    $"Two hyperparameters are named '{hyperparameters[i].Name}'; names must be different.", nameof(hyperparameters));
            }
        }

        Hyperparameters = [.. hyperparameters];
    }

    /// <summary>The hyperparameters that are drawn.</summary>
    public IReadOnlyList<Hyperparameter> Hyperparameters { get; }

    /// <summary>The number of trials, 1 or greater; 20 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Trials
    {
        get;
        init => field = Guard.Positive(value, nameof(Trials));
    } = 20;

    /// <summary>Decides the draws; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Whether a larger measurement is better, as of an accuracy, or a smaller, as of a cost; larger by default.</summary>
    public bool LargerIsBetter { get; init; } = true;

    /// <summary>The rule by which hopeless trials are stopped; never when null, which is the default.</summary>
    public SuccessiveHalving? Halving { get; init; }

    /// <summary>
    /// The number of trials that run at once at most, 1 or greater; as many as <see cref="Backend.Threads"/> when null, which is the
    /// default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? MaxParallelTrials
    {
        get;
        init => field = value is null ? null : Guard.Positive(value.Value, nameof(MaxParallelTrials));
    }

    /// <summary>
    /// A file that is written whenever a trial has its measurements of a round, as a whole or not at all, and from which a search that was
    /// cancelled or killed goes on: it ends with the table that it would have had. None when null, which is the default.
    /// </summary>
    /// <remarks>
    /// The measurements are kept, and the networks are not: a trial that goes on in a later round is trained again from its beginning, and
    /// must then give the same measurements. Reading allocates at most 64 bytes for each byte of the file, and 1 MiB besides.
    /// </remarks>
    public string? File { get; init; }

    /// <summary>
    /// The processes that divide the trials among them, each of which calls <c>Run</c> with the same search; null, the default, for this
    /// one alone. All of them get the same table, that of one process.
    /// </summary>
    /// <remarks>
    /// Trial n is of process (n − 1) mod P, in every round. Process 0 alone reports, on its own trials at once and on the others at the end
    /// of a round. Each process keeps a <see cref="File"/>, process 0 that of the name, and the others beside it, until the search is over;
    /// all that are found are read, so that a search which was killed goes on with any number of processes.
    /// </remarks>
    public ProcessGroup? Processes { get; init; }

    /// <summary>
    /// Runs the search with a function that measures a trial again and again while it trains, so that it can be stopped early.
    /// </summary>
    /// <param name="train">
    /// Trains by the values of a trial, and yields a measurement now and then, such as the dev accuracy after each epoch; an iterator,
    /// which must end. It is called by several threads at once. A <see cref="DivergenceException"/> ends the trial, not the search.
    /// </param>
    /// <param name="progress">Is told whenever a trial has its measurements of a round.</param>
    /// <param name="cancellationToken">Ends the search soon. That is no error; measurements under way do not count.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="train"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// A trial gave no measurement; or, going on from a file, another measurement than the file has.
    /// </exception>
    /// <exception cref="InvalidDataException"><see cref="File"/> is damaged, or holds another search.</exception>
    /// <exception cref="IOException"><see cref="File"/> cannot be read or written.</exception>
    public TuningResult Run(
        Func<Trial, IEnumerable<double>> train, IProgress<TuningProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        try
        {
            return new TuningRun(this, train, progress, cancellationToken).Go();
        }
        catch (Exception failure) when (Processes is not null)
        {
            Processes.Fail(failure);
            throw;
        }
    }

    /// <summary>Runs the search with a function that trains a trial to its end and measures it once.</summary>
    /// <param name="train">Trains by the values of a trial and returns the measurement. It is called by several threads at once.</param>
    /// <param name="progress">Is told whenever a trial is done.</param>
    /// <param name="cancellationToken">Ends the search soon. That is no error; measurements under way do not count.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="train"/> is null.</exception>
    /// <exception cref="InvalidDataException"><see cref="File"/> is damaged, or holds another search.</exception>
    /// <exception cref="IOException"><see cref="File"/> cannot be read or written.</exception>
    public TuningResult Run(
        Func<Trial, double> train, IProgress<TuningProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        return Run(Once, progress, cancellationToken);

        IEnumerable<double> Once(Trial trial)
        {
            yield return train(trial);
        }
    }

    /// <summary>What a file must agree with, a line each.</summary>
    internal IReadOnlyList<string> Description =>
    [
        FormattableString.Invariant($"seed {Seed}"),
        Plural.Of(Trials, "trial"),
        LargerIsBetter ? "larger is better" : "smaller is better",
        Halving is null ? "no early stopping"
            : FormattableString.Invariant(
                $"one in {Halving.Factor} goes on, the first after {Plural.Of(Halving.FirstMeasurements, "measurement")}"),
        .. Hyperparameters.Select(one => one.ToString()),
    ];

    /// <inheritdoc/>
    public override string ToString() =>
        $"Random search of {Plural.Of(Trials, "trial")}: {string.Join("; ", Hyperparameters)}{(Halving is null ? "" : $"; {Halving}")}";
}
