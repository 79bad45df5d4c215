using DeepLearning.Data;

namespace DeepLearning;

/// <content>Runs of epochs.</content>
public sealed partial class Trainer<T>
{
    /// <summary>Trains for some epochs.</summary>
    /// <param name="training">What to learn from: a dataset, or a source that need not fit into memory.</param>
    /// <param name="validation">What to measure on after each epoch; nothing by default.</param>
    /// <param name="options">Epochs, batch size and the like; the defaults of <see cref="FitOptions"/> when null.</param>
    /// <param name="progress">Is told how far the run is, at the end of every epoch and up to ten times a second in between.</param>
    /// <param name="cancellationToken">
    /// Ends the run after the current step. That is no error: the network keeps what it has learned, and the history is returned.
    /// </param>
    /// <returns>What the run saw.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="training"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A data set does not fit the network, the training set is marked as development or test set, the two sets name different classes or
    /// were not prepared by the same normalization and pipeline, a target does not fit the loss, weights are too many or too few, early
    /// stopping watches a validation set that is not given or is the test set, or the augmentation is for images of another size; the
    /// trainer was resumed in a run of other data or options; the folder of the checkpoints holds those of another run; of several
    /// processes one is set up otherwise.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// A source has given a number that is not finite, or a target that does not fit the loss.
    /// </exception>
    /// <exception cref="DivergenceException">
    /// The cost stopped being finite, or an update overflowed, of the last step too: parameters and the optimizer's state are looked at
    /// after every epoch, before every checkpoint and at the end. Its history holds the steps before.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// No layer is trainable, the schedule gave a factor that is negative or not finite, the trainer has taken steps since it was resumed,
    /// or another thread is using it; or the weights of several processes differ, as by a faulty machine.
    /// </exception>
    /// <exception cref="IOException">
    /// A checkpoint cannot be written. What was learned is not lost: <see cref="SaveCheckpoint"/> saves the run elsewhere.
    /// </exception>
    public TrainingHistory Fit(
        ExampleSource<T> training,
        Dataset<T>? validation = null,
        FitOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using var inside = entry.Enter();
        var run = Begin(training, validation, options, progress, cancellationToken);
        foreach (var _ in run)
        {
            // The run records what there is to know of the epoch.
        }

        return run.History;
    }

    /// <summary>Trains epoch after epoch, as many as are asked for: the loop of <see cref="Fit"/> in the caller's hands.</summary>
    /// <param name="training">What to learn from.</param>
    /// <param name="validation">What to measure on after each epoch; nothing by default.</param>
    /// <param name="options">The epochs at most, the batch size and the like; the defaults of <see cref="FitOptions"/> when null.</param>
    /// <param name="progress">Is told how far the run is, as by <see cref="Fit"/>.</param>
    /// <param name="cancellationToken">Ends the run after the current step, and so the loop.</param>
    /// <returns>The run, which trains an epoch whenever the next one is asked for.</returns>
    /// <remarks>
    /// The arguments are checked at once, and refused as by <see cref="Fit"/>; training begins with the first epoch. A loop that goes to
    /// the end gives the bits of <see cref="Fit"/>.
    /// </remarks>
    public TrainingRun<T> Epochs(
        ExampleSource<T> training,
        Dataset<T>? validation = null,
        FitOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using var inside = entry.Enter();
        return Begin(training, validation, options, progress, cancellationToken);
    }

    private TrainingRun<T> Begin(
        ExampleSource<T> training,
        Dataset<T>? validation,
        FitOptions? options,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        options ??= new FitOptions();
        try
        {
            Check(training, validation, options);
        }
        catch (Exception failure) when (options.Processes is not null)
        {
            // The others may be given what is right, and would wait.
            options.Processes.Fail(failure);
            throw;
        }

        var run = new TrainingRun<T>(
            state, entry, training, validation, options, progress, ResumedRun(training, validation, options), cancellationToken);
        state.Interrupted = resumed = null;
        Network.Preparation = (training as Dataset<T>)?.Preparation;
        return run;
    }

    private void Check(ExampleSource<T> training, Dataset<T>? validation, FitOptions options)
    {
        state.RequireTrainable();
        CheckTrainingData(training, nameof(training));
        if (validation is not null)
        {
            CheckData(validation, nameof(validation));
            BatchGuard.SameClasses((training as Dataset<T>)?.ClassNames, validation.ClassNames);
            (training as Dataset<T>)?.Preparation.Require(
                validation.Preparation, "The training set", nameof(validation),
                "Sets whose numbers are right nevertheless lose their history in Dataset.FromMatrices(set.X, set.Y).");
        }

        if (options.EarlyStopping is { Criterion: { NeedsValidation: true } criterion })
        {
            if (validation is null)
            {
                throw new ArgumentException(
                    $"EarlyStopping watches {criterion}, but there is no validation set: give one, or let it watch Criterion.TrainingCost.",
                    nameof(options));
            }

            DataRoles.RequireChoosable(
                validation.Role, $"EarlyStopping chooses the best epoch by {criterion}", "let EarlyStopping watch Criterion.TrainingCost, ",
                nameof(validation));
        }

        options.Augmentation?.RequireFeatures(training.Features, nameof(options));
        _ = options.ExamplesOf(training);
        if (
            validation is not null && options.Checkpoints is { KeepBest: true }
                && CheckpointWriter<T>.BestBy(options, validation) is { NeedsValidation: true } best)
        {
            DataRoles.RequireChoosable(validation.Role, $"Checkpoints keep the best epoch by {best}", otherwise: "", nameof(validation));
        }
    }
}
