using DeepLearning.Data;
using DeepLearning.Serialization;

namespace DeepLearning;

/// <content>Saving and resuming.</content>
public sealed partial class Trainer<T>
{
    private RunState<T>? resumed;

    /// <summary>
    /// Saves all that training needs to go on: the network, the optimizer's state, the numbers of steps and epochs, and after a run that
    /// was cancelled where it stood. A write that fails, for whatever reason, leaves the old file. During a run
    /// <see cref="FitOptions.Checkpoints"/> does it by itself.
    /// </summary>
    /// <param name="path">The file, usually <c>.safetensors</c>; one that exists is replaced.</param>
    /// <param name="plugIns">
    /// The names of your own activations and the like, for <c>Network&lt;float&gt;.Load</c>; <see cref="PlugIns.Library"/> when null.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">
    /// A parameter, or what the optimizer remembers of it, is not finite. The message names it.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the trainer, or a run of it is going on.</exception>
    public void SaveCheckpoint(string path, PlugIns? plugIns = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var inside = entry.Enter(mayBeWithin: true);
        var run = state.Interrupted ?? resumed;
        CheckpointFile.Write(path, state, run?.Steps == Steps ? run : null, plugIns ?? PlugIns.Library);
    }

    /// <summary>
    /// Goes back to a checkpoint: the network gets its parameters, the optimizer its state, the trainer its numbers of steps and epochs.
    /// Where the checkpoint was written in a run, the next call of <see cref="Fit"/>, with the same data and options, goes on with that
    /// run, and ends with the bits of one that was never interrupted; of one that was over, it returns the history at once. What was seen
    /// by <see cref="FitOptions.InspectEverySteps"/> is not kept.
    /// </summary>
    /// <remarks>
    /// <see cref="FitOptions.Epochs"/> may be another, greater or smaller, as long as no more epochs are begun: the run then ends with the
    /// bits of one that was to have so many from the beginning. A schedule that depends on where the run ends, such as
    /// <see cref="Schedule.CosineDecay"/>, allows it only before its first step. Reading allocates at most 128 bytes for each byte of the
    /// file, and 1 MiB besides.
    /// </remarks>
    /// <param name="path">A checkpoint of a trainer that was set up as this one.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is empty, or the checkpoint is of a trainer of another network, loss, optimizer, regularizer or clipping;
    /// nothing was changed.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// The file is no checkpoint or is damaged: it does not have its checksum, or a number is not finite or cannot be. The message says
    /// what and where; nothing was changed.
    /// </exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the trainer, or a run of it is going on.</exception>
    public void Resume(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var inside = entry.Enter();
        resumed = CheckpointFile.Read(path, state);
        state.Interrupted = null;
    }

    /// <summary>The run that is to be gone on with, if the trainer was resumed in one.</summary>
    /// <exception cref="ArgumentException">It was of other data or options.</exception>
    /// <exception cref="InvalidOperationException">The trainer has taken steps since.</exception>
    private RunState<T>? ResumedRun(ExampleSource<T> training, Dataset<T>? validation, FitOptions options)
    {
        if (resumed is null)
        {
            options.Checkpoints?.RequireNoneAfter(Steps, nameof(options));
            return null;
        }

        if (resumed.Steps != Steps)
        {
            throw new InvalidOperationException(
                "The trainer was resumed in a run, but has taken steps since, so that the run cannot be gone on with: resume it again.");
        }

        if (Settings.Of(training, validation, options).Difference(resumed.Settings) is { } difference)
        {
            throw new ArgumentException($"The trainer was resumed in a run of other data or options: {difference}.", nameof(options));
        }

        RunLength.Require(resumed, options, nameof(options));
        return resumed;
    }
}
