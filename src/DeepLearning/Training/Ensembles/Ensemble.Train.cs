namespace DeepLearning;

/// <content>Training.</content>
public sealed partial class Ensemble<T>
{
    /// <summary>The histories of the members' training, in their order; none where the members came otherwise.</summary>
    public IReadOnlyList<TrainingHistory> Histories { get; private init; } = [];

    /// <summary>Trains a member for each of some pairs of sets, side by side on all threads.</summary>
    /// <remarks>
    /// <para>
    /// <c>Ensemble&lt;float&gt;.Train(train.Folds(8, seed: 1), Member)</c> trains each member on another seven eighths, and measures it on
    /// the eighth that it has not seen. For members that all see the same, give the pair as often as there are to be members:
    /// <c>Enumerable.Repeat((train, dev), 8)</c>; they differ by the seeds of their networks.
    /// </para>
    /// <para>
    /// A member is trained on one thread where there are more members than threads, so that small networks fill all of them. The ensemble
    /// has the same bits on any number of threads. Where <see cref="FitOptions.Checkpoints"/> names a folder, every member has one of its
    /// own in it, <c>member-000</c> and so on, and <see cref="Resume"/> goes on after an interruption.
    /// </para>
    /// <para>
    /// <see cref="FitOptions.Processes"/> divides the members: number n is of process n mod P, and in the end all processes have all of
    /// them, with the bits of one process. Cancel every process, since each waits for what the others have learned.
    /// </para>
    /// </remarks>
    /// <param name="sets">What each member learns from and what it is measured by; all are in memory at once.</param>
    /// <param name="member">
    /// Makes the trainer of the member of a number, counted from 0, with a network whose seed depends on it. It is called by several
    /// threads at once.
    /// </param>
    /// <param name="options">The options of every member's <see cref="Trainer{T}.Fit"/>; its defaults when null.</param>
    /// <param name="progress">Is told how far the training is, at the end of every epoch of every member.</param>
    /// <param name="cancellationToken">
    /// Ends the training after the members' current steps. That is no error: members that were begun keep what they have learned, and those
    /// that were not are left out.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="sets"/> or <paramref name="member"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There is no pair; two members have the same network, or do not fit each other; as of <see cref="Trainer{T}.Fit"/>.
    /// </exception>
    /// <exception cref="DivergenceException">A member's cost stopped being finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before any member was begun.</exception>
    public static Ensemble<T> Train(
        IEnumerable<(Dataset<T> Train, Dataset<T> Validation)> sets, Func<int, Trainer<T>> member, FitOptions? options = null,
        IProgress<EnsembleProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Run(sets, member, options, progress, isResumed: false, cancellationToken);

    /// <summary>
    /// Goes on with a training that was cancelled or killed, from the checkpoints of its members; ends with the bits of one that was never
    /// interrupted.
    /// </summary>
    /// <remarks>Everything must be given as before: the sets, what makes the trainers, the options.</remarks>
    /// <param name="sets">As of <see cref="Train"/>.</param>
    /// <param name="member">As of <see cref="Train"/>.</param>
    /// <param name="options">As of <see cref="Train"/>, with <see cref="FitOptions.Checkpoints"/>.</param>
    /// <param name="progress">As of <see cref="Train"/>.</param>
    /// <param name="cancellationToken">As of <see cref="Train"/>.</param>
    /// <exception cref="ArgumentException">
    /// As of <see cref="Train"/>; <paramref name="options"/> has no checkpoints; a checkpoint is of another network, of other data or
    /// options.
    /// </exception>
    /// <exception cref="InvalidDataException">A checkpoint is damaged.</exception>
    /// <inheritdoc cref="Train" path="/exception"/>
    public static Ensemble<T> Resume(
        IEnumerable<(Dataset<T> Train, Dataset<T> Validation)> sets, Func<int, Trainer<T>> member, FitOptions options,
        IProgress<EnsembleProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Checkpoints is null
            ? throw new ArgumentException("options has no Checkpoints, from which an ensemble could go on.", nameof(options))
            : Run(sets, member, options, progress, isResumed: true, cancellationToken);
    }

    private static Ensemble<T> Run(
        IEnumerable<(Dataset<T> Train, Dataset<T> Validation)> sets, Func<int, Trainer<T>> member, FitOptions? options,
        IProgress<EnsembleProgress>? progress, bool isResumed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(member);
        var trained = new EnsembleTraining<T>(sets, member, options ?? new(), progress, isResumed).Run(cancellationToken);
        return trained.Length == 0
            ? throw new OperationCanceledException("The training was cancelled before any member was begun.", cancellationToken)
            : new(Array.ConvertAll(trained, one => one.Network)) { Histories = Array.ConvertAll(trained, one => one.History) };
    }
}
