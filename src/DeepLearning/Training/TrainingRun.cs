using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepLearning;

/// <summary>One run of <see cref="Trainer{T}.Fit"/>: epochs of batches, measured, reported and cancellable.</summary>
internal sealed class TrainingRun<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private readonly Trainer<T> trainer;
    private readonly ExampleSource<T> training;
    private readonly Dataset<T>? validation;
    private readonly FitOptions options;
    private readonly IProgress<TrainingProgress>? progress;
    private readonly MiniBatches<T> batches;
    private readonly TrainingHistory history;
    private readonly ExampleWeights<T>? weights;
    private readonly EarlyStoppingMonitor<T>? watch;
    private readonly StepInspector<T>? inspector;
    private readonly CheckpointWriter<T>? checkpoints;
    private readonly List<double> costsOfEpochs;
    private readonly ScheduledRate rate;
    private readonly Stopwatch clock = new();
    private readonly TimeSpan elapsedBefore;
    private Settings? settings;
    private TimeSpan reported;

    /// <summary>The epoch of the next step, counted from 1, how many of its steps are done, and Σ cost · examples over them.</summary>
    private (int Epoch, int Batch, double Costs) position = (1, 0, 0);

    public TrainingRun(
        Trainer<T> trainer, ExampleSource<T> training, Dataset<T>? validation, FitOptions options, IProgress<TrainingProgress>? progress, RunState<T>? resumed)
    {
        this.trainer = trainer;
        this.training = training;
        this.validation = validation;
        this.options = options;
        this.progress = progress;
        batches = new MiniBatches<T>(training, options.BatchSize, options.Shuffle, trainer.Loss, options.Augmentation);
        history = new TrainingHistory(batches.Count, options.Epochs) { IsInspected = options.Inspection is not null };
        rate = new ScheduledRate(options.Schedule, options.Epochs, batches.Count);
        weights = ExampleWeights<T>.Of(options, training.Examples, training.Outputs, batches.BatchSize);
        watch = options.EarlyStopping is null ? null : new EarlyStoppingMonitor<T>(options.EarlyStopping, trainer.Network);
        inspector = options.Inspection is null
            ? null : new StepInspector<T>(
                trainer.Network, trainer.Loss, trainer.Optimizer, options.Inspection, (training as Dataset<T>)?.FeatureNames);
        costsOfEpochs = new(Math.Min(options.Epochs, 1 << 16));
        if (resumed is not null)
        {
            Restore(resumed);
            elapsedBefore = resumed.Elapsed;
        }

        options.Checkpoints?.Prepare();
        checkpoints = options.Checkpoints is null
            ? null : new CheckpointWriter<T>(options.Checkpoints, trainer, Trainer<T>.BestBy(options, validation), resumed);
        trainer.Pass(batches.BatchSize);
    }

    private TimeSpan Elapsed => elapsedBefore + clock.Elapsed;

    /// <summary>The examples of the epoch that were learned from.</summary>
    private int SeenOfEpoch => (int)Math.Min((long)position.Batch * batches.BatchSize, training.Examples);

    /// <summary>Ends the threads that read ahead.</summary>
    public void Dispose() => batches.Dispose();

    public TrainingHistory Go(CancellationToken cancellationToken)
    {
        clock.Start();
        try
        {
            while (position.Epoch <= options.Epochs && !history.Cancelled && !history.StoppedEarly)
            {
                // An epoch that would take no step is not begun: the next run begins it, in its order.
                history.Cancelled = cancellationToken.IsCancellationRequested;
                if (!history.Cancelled)
                {
                    RunEpoch(cancellationToken);
                }
            }

            RequireFinite();
            WriteCheckpoint();
        }
        finally
        {
            trainer.RateFactor = 1;
        }

        if (history.Cancelled)
        {
            trainer.Interrupt(State(ofNetwork: watch is { WouldRestore: true }));
        }

        history.BestEpoch = watch?.Best;
        history.BestRestored = watch?.Restore() ?? false;
        history.Elapsed = Elapsed;
        return history;
    }

    private void RunEpoch(CancellationToken cancellationToken)
    {
        batches.Begin(trainer.Network.Seed, position.Batch == 0 ? trainer.Epochs++ : trainer.Epochs - 1, position.Batch);
        TakeStep();
        while (position.Batch < batches.Count)
        {
            if (progress is not null && clock.Elapsed - reported >= ReportInterval)
            {
                Report(position.Batch, position.Costs / SeenOfEpoch, finished: null);
            }

            if (checkpoints is not null && checkpoints.IsDue(endsEpoch: false))
            {
                RequireFinite();
                WriteCheckpoint();
            }

            if (cancellationToken.IsCancellationRequested)
            {
                history.Cancelled = true;
                return;
            }

            TakeStep();
        }

        EndEpoch();
    }

    private void TakeStep()
    {
        var (epoch, batch, costs) = position;
        batches.Get(batch, out var x, out var y);
        trainer.RateFactor = rate.Factor(epoch, batch, CollectionsMarshal.AsSpan(costsOfEpochs));
        var look = inspector?.IfDue(history.StepCosts.Count);
        look?.See(x);
        var cost = trainer.TakeStep(x, y, weights is null ? default : weights.Of(batches.Numbers(batch), y), look);
        if (!double.IsFinite(cost))
        {
            history.Elapsed = Elapsed;
            var message = Divergence.Describe(trainer.Pass(batches.BatchSize), trainer.Network, batch + 1, epoch);
            throw new DivergenceException(message) { History = history };
        }

        history.Add(cost);
        if (look is not null)
        {
            history.Add(look.Report(history.StepCosts.Count, epoch, cost, trainer.RateFactor * trainer.Optimizer.LearningRate));
        }

        position = (epoch, batch + 1, costs + (cost * batches.Examples(batch)));
    }

    private void EndEpoch()
    {
        RequireFinite();
        var record = new EpochRecord(
            position.Epoch, position.Costs / SeenOfEpoch,
            options.EvaluateTrainingSet && training is Dataset<T> inMemory ? trainer.MeasureChecked(inMemory) : null,
            validation is null ? null : trainer.MeasureChecked(validation),
            Elapsed)
        {
            LearningRate = trainer.RateFactor * trainer.Optimizer.LearningRate,
        };
        history.Add(record);
        costsOfEpochs.Add(record.WatchedCost);
        history.StoppedEarly = (watch?.Ends(record) ?? false) && record.Epoch < options.Epochs;
        Report(batches.Count, record.Cost, record);
        position = (record.Epoch + 1, 0, 0);
        checkpoints?.See(record);
        if (checkpoints is not null && checkpoints.IsDue(endsEpoch: true))
        {
            WriteCheckpoint();
        }
    }

    /// <summary>Notices an update that overflowed where no further step would: before anything is measured, saved or returned.</summary>
    private void RequireFinite()
    {
        if (trainer.Memory.FirstNotFinite() is { } place)
        {
            history.Elapsed = Elapsed;
            var (epoch, step) = position.Batch > 0 ? (position.Epoch, position.Batch) : (position.Epoch - 1, batches.Count);
            throw new DivergenceException(Divergence.DescribeUpdate(place, epoch, step)) { History = history };
        }
    }

    /// <summary>Writes a checkpoint; where that fails, the run can still be saved elsewhere.</summary>
    private void WriteCheckpoint()
    {
        try
        {
            checkpoints?.Write(State(ofNetwork: false));
        }
        catch
        {
            trainer.Interrupt(State(ofNetwork: false));
            throw;
        }
    }

    /// <param name="ofNetwork">Whether the network's parameters are copied, because the network is about to get others.</param>
    private RunState<T> State(bool ofNetwork) => new()
    {
        Settings = settings ??= Settings.Of(training, validation, options),
        Steps = trainer.Steps,
        StepsPerEpoch = batches.Count,
        Epoch = position.Epoch,
        Batch = position.Batch,
        Costs = position.Costs,
        StoppedEarly = history.StoppedEarly,
        BestCheckpoint = checkpoints?.Best ?? double.NaN,
        Elapsed = Elapsed,
        StepCosts = history.StepCosts,
        Epochs = history.Epochs,
        Watch = watch?.State,
        Parameters = ofNetwork ? [.. trainer.Network.Parameters.Select(parameter => (T[])parameter.Array.Clone())] : null,
    };

    private void Restore(RunState<T> resumed)
    {
        if (resumed.StepsPerEpoch != batches.Count || resumed.Watch?.Kept.Length != watch?.State.Kept.Length)
        {
            throw new InvalidDataException("The checkpoint is damaged: where its run stands does not fit what the run was set up with.");
        }

        position = (resumed.Epoch, resumed.Batch, resumed.Costs);
        foreach (var cost in resumed.StepCosts)
        {
            history.Add(cost);
        }

        foreach (var epoch in resumed.Epochs)
        {
            history.Add(epoch);
            costsOfEpochs.Add(epoch.WatchedCost);
        }

        if (watch is not null && resumed.Watch is { } remembered)
        {
            watch.State = remembered;

            // The last epoch of a run does not end it early; with more epochs to come it does.
            history.StoppedEarly = resumed.Batch == 0 && watch.IsOver && resumed.Epochs.Count < options.Epochs;
        }
    }

    private void Report(int step, double cost, EpochRecord? finished)
    {
        reported = clock.Elapsed;
        var elapsed = Elapsed;
        var total = (double)options.Epochs * training.Examples;
        var seen = ((position.Epoch - 1.0) * training.Examples) + SeenOfEpoch;
        progress?.Report(new TrainingProgress(
            position.Epoch, options.Epochs, step, batches.Count, cost, seen / elapsed.TotalSeconds, elapsed, elapsed * ((total / seen) - 1), finished)
        {
            Inspection = history.Inspections.Count == 0 ? null : history.Inspections[^1],
        });
    }
}
