using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using DeepLearning.Data;

namespace DeepLearning;

/// <summary>
/// A run of epochs, one at a time: every epoch is trained when it is asked for. <see cref="Trainer{T}.Fit"/> asks for all of them.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// <para>
/// Schedule, early stopping, checkpoints and progress are those of one run, and so are the bits. Whoever leaves the loop early ends the run
/// as a cancellation would: the network keeps what it has learned, or has the weights of the best epoch where early stopping restores them,
/// and <see cref="Trainer{T}.SaveCheckpoint"/> saves the run to be gone on with.
/// </para>
/// <para>
/// Between two epochs the trainer may measure, save, and be given another <see cref="Trainer{T}.LearningRate"/>. Steps that are taken then
/// belong to no run, so the next epoch refuses to go on after them.
/// </para>
/// <threadsafety>For one thread, as its trainer.</threadsafety>
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The loop disposes of the batches when it ends; before it begins they hold nothing.")]
public sealed partial class TrainingRun<T> : IEnumerable<EpochRecord>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private readonly TrainingState<T> state;
    private readonly TrainerEntry entry;
    private readonly ExampleSource<T> training;
    private readonly Dataset<T>? validation;
    private readonly FitOptions options;
    private readonly IProgress<TrainingProgress>? progress;
    private readonly EpochOrder order;
    private readonly MiniBatches<T> batches;
    private readonly ProcessRun<T>? processes;
    private readonly TrainingHistory history;
    private readonly ExampleWeights<T>? weights;
    private readonly EarlyStoppingMonitor<T>? watch;
    private readonly StepInspector<T>? inspector;
    private readonly CheckpointWriter<T>? checkpoints;
    private readonly AveragedWeights<T>? averages;
    private readonly List<double> costsOfEpochs;
    private readonly ScheduledRate rate;
    private readonly Stopwatch clock = new();
    private readonly TimeSpan elapsedBefore;
    private readonly CancellationToken cancellationToken;
    private readonly bool isResumed;
    private Settings? settings;
    private bool hasBegun;
    private long steps;
    private TimeSpan reported;

    /// <summary>The epoch of the next step, counted from 1, how many of its steps are done, and Σ cost · examples over them.</summary>
    private (int Epoch, int Batch, double Costs) position = (1, 0, 0);

    internal TrainingRun(
        TrainingState<T> state,
        TrainerEntry entry,
        ExampleSource<T> training,
        Dataset<T>? validation,
        FitOptions options,
        IProgress<TrainingProgress>? progress,
        RunState<T>? resumed,
        CancellationToken cancellationToken)
    {
        (this.state, this.entry, this.cancellationToken) = (state, entry, cancellationToken);
        this.training = training;
        this.validation = validation;
        this.options = options;
        this.progress = options.Processes is { IsFirst: false } ? null : progress;
        order = new EpochOrder(options.ExamplesOf(training), options.BatchSize, options.Shuffle, options.Processes);
        processes = ProcessRun<T>.Begin(state, options.Processes, training, () => settings ??= Settings.Of(training, validation, options));
        batches = new MiniBatches<T>(training, order, state.Loss, options.Augmentation);
        history = new TrainingHistory(batches.Count, options.Epochs) { IsInspected = options.InspectEverySteps is not null };
        rate = new ScheduledRate(options.Schedule, options.Epochs, batches.Count);
        weights = ExampleWeights<T>.Of(options, training.Examples, training.Outputs, order.OwnBatchSize);
        watch = options.EarlyStopping is null ? null : new EarlyStoppingMonitor<T>(options.EarlyStopping, state.Network);
        inspector = options.InspectEverySteps is not { } everySteps
            ? null : new StepInspector<T>(
                state.Network, state.Loss, state.Optimizer, everySteps, (training as Dataset<T>)?.FeatureNames);
        averages = options.WeightAverage is null ? null : new AveragedWeights<T>(options.WeightAverage, state.Network);
        isResumed = resumed is not null;
        costsOfEpochs = new(Math.Min(options.Epochs, 1 << 16));
        if (resumed is not null)
        {
            Restore(resumed);
            elapsedBefore = resumed.Elapsed;
        }

        var writes = options.Checkpoints is not null && processes is not { IsFirst: false };
        if (writes)
        {
            options.Checkpoints!.Prepare();
        }

        checkpoints = !writes
            ? null : new CheckpointWriter<T>(options.Checkpoints!, state, CheckpointWriter<T>.BestBy(options, validation), resumed);
        state.Stepper(order.ShardSize);
        steps = state.Memory.Steps;
    }

    private TimeSpan Elapsed => elapsedBefore + clock.Elapsed;

    /// <summary>The examples of the epoch that were learned from.</summary>
    private int SeenOfEpoch => (int)Math.Min((long)position.Batch * order.BatchSize, order.Examples);

    /// <summary>The history of the run until now.</summary>
    public TrainingHistory History => history;

    /// <summary>Trains an epoch whenever the next one is asked for.</summary>
    /// <returns>What each epoch ended with, as it stands in <see cref="TrainingHistory.Epochs"/>.</returns>
    /// <exception cref="DivergenceException">On asking for an epoch: as <see cref="Trainer{T}.Fit"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The run has been enumerated before; or, on asking for an epoch, the trainer has taken other steps since the last one, or another
    /// thread is using it.
    /// </exception>
    public IEnumerator<EpochRecord> GetEnumerator()
    {
        if (hasBegun)
        {
            throw new InvalidOperationException("A run is gone through once. Call Epochs again for another.");
        }

        hasBegun = true;
        if (!isResumed)
        {
            averages?.Begin();
        }

        return Run();
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerator<EpochRecord> Run()
    {
        var hasFailed = true;
        try
        {
            while (NextTogether() is { } epoch)
            {
                hasFailed = false;
                yield return epoch;
                hasFailed = true;
            }

            hasFailed = false;
        }
        finally
        {
            state.Memory.RateFactor = 1;
            if (!hasFailed)
            {
                End();
            }

            batches.Dispose();
        }
    }

    /// <summary>Trains one epoch more, and says so where this process fails at it without the others.</summary>
    private EpochRecord? NextTogether()
    {
        try
        {
            return Next();
        }
        catch (Exception failure) when (failure is not DivergenceException)
        {
            processes?.Fail(failure);
            throw;
        }
    }

    /// <summary>Trains one epoch more; null where the run is over or was cancelled in the middle of it.</summary>
    private EpochRecord? Next()
    {
        using var inside = entry.Enter(mayBeWithin: true);
        RequireNothingSince();
        if (position.Epoch > options.Epochs || history.StoppedEarly)
        {
            return null;
        }

        // An epoch that would take no step is not begun: the next run begins it, in its order.
        history.Cancelled = IsCancelled();
        if (!history.Cancelled)
        {
            clock.Start();
            averages?.Hide();
            state.Memory.Averages = averages;
            try
            {
                RunEpoch();
            }
            finally
            {
                averages?.Show();
                state.Memory.Averages = null;
                clock.Stop();
            }
        }

        steps = state.Memory.Steps;
        return history.Cancelled ? null : history.Epochs[^1];
    }

    /// <summary>Whether the run is to end where it stands, on all processes.</summary>
    private bool IsCancelled() => processes?.Any(cancellationToken.IsCancellationRequested) ?? cancellationToken.IsCancellationRequested;

    private void RequireNothingSince()
    {
        if (state.Memory.Steps != steps)
        {
            throw new InvalidOperationException(
                $"The trainer has taken {Plural.Of(Math.Abs(state.Memory.Steps - steps), "step")} since the last epoch of this run, " +
                $"which cannot go on: leave its loop first.");
        }
    }

    /// <summary>Ends the run where it stands: it may be over, cancelled, or its loop left.</summary>
    private void End()
    {
        using var inside = entry.Enter(mayBeWithin: true);
        history.Cancelled |= position.Epoch <= options.Epochs && !history.StoppedEarly;
        RequireFinite();

        // Steps that were taken in the loop belong to no run, and there is none to be gone on with after them.
        if (state.Memory.Steps == steps)
        {
            processes?.Compare();
            WriteCheckpoint();
            state.Interrupted = history.Cancelled ? Snapshot(ofNetwork: averages is not null || watch is { WouldRestore: true }) : null;
        }

        averages?.Show();
        history.BestEpoch = watch?.Best;
        history.BestRestored = watch?.Restore() ?? false;
        history.Elapsed = Elapsed;
    }
}
