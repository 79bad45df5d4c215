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
    private readonly ProgressWatch<T>? watch;
    private readonly StepInspector<T>? inspector;
    private readonly List<double> costsOfEpochs;
    private readonly Stopwatch clock = new();
    private TimeSpan reported;
    private long examplesSeen;

    public TrainingRun(
        Trainer<T> trainer, ExampleSource<T> training, Dataset<T>? validation, FitOptions options, IProgress<TrainingProgress>? progress)
    {
        this.trainer = trainer;
        this.training = training;
        this.validation = validation;
        this.options = options;
        this.progress = progress;
        batches = new MiniBatches<T>(training, options.BatchSize, options.Shuffle, trainer.Loss, options.Augmentation);
        history = new TrainingHistory(batches.Count, options.Epochs);
        weights = ExampleWeights<T>.Of(options, training.Examples, training.Outputs, batches.BatchSize);
        watch = options.EarlyStopping is null ? null : new ProgressWatch<T>(options.EarlyStopping, trainer.Network);
        inspector = options.Inspection is null
            ? null : new StepInspector<T>(trainer.Network, trainer.Loss, trainer.Optimizer, options.Inspection);
        costsOfEpochs = new(Math.Min(options.Epochs, 1 << 16));
        trainer.Pass(batches.BatchSize);
    }

    /// <summary>Ends the threads that read ahead.</summary>
    public void Dispose() => batches.Dispose();

    public TrainingHistory Go(CancellationToken cancellationToken)
    {
        clock.Start();
        try
        {
            for (var epoch = 1; epoch <= options.Epochs && !history.Cancelled && !history.StoppedEarly; epoch++)
            {
                // An epoch that would take no step is not begun: the next run begins it, in its order.
                history.Cancelled = cancellationToken.IsCancellationRequested;
                if (!history.Cancelled)
                {
                    RunEpoch(epoch, cancellationToken);
                }
            }
        }
        finally
        {
            trainer.RateFactor = 1;
        }

        history.BestEpoch = watch?.Best;
        history.BestRestored = watch?.Restore() ?? false;
        history.Elapsed = clock.Elapsed;
        return history;
    }

    private void RunEpoch(int epoch, CancellationToken cancellationToken)
    {
        batches.Begin(trainer.Network.Seed, trainer.Epochs++);
        var (costs, seen) = (0.0, 0);
        for (var batch = 0; batch < batches.Count; batch++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                history.Cancelled = true;
                return;
            }

            batches.Get(batch, out var x, out var y);
            trainer.RateFactor = Factor(epoch, batch);
            var look = inspector?.IfDue(history.StepCosts.Count);
            var cost = trainer.TakeStep(x, y, weights is null ? default : weights.Of(batches.Numbers(batch), y), look);
            if (!double.IsFinite(cost))
            {
                history.Elapsed = clock.Elapsed;
                var message = Divergence.Describe(trainer.Pass(batches.BatchSize), trainer.Network, batch + 1, epoch);
                throw new DivergenceException(message) { History = history };
            }

            history.Add(cost);
            if (look is not null)
            {
                history.Add(look.Report(history.StepCosts.Count, epoch, cost, trainer.RateFactor * trainer.Optimizer.LearningRate));
            }

            costs += cost * batches.Examples(batch);
            seen += batches.Examples(batch);
            examplesSeen += batches.Examples(batch);
            if (progress is not null && clock.Elapsed - reported >= ReportInterval && batch < batches.Count - 1)
            {
                Report(epoch, batch + 1, costs / seen, finished: null);
            }
        }

        var record = new EpochRecord(
            epoch, costs / seen,
            options.EvaluateTrainingSet && training is Dataset<T> inMemory ? trainer.Measure(inMemory) : null,
            validation is null ? null : trainer.Measure(validation),
            clock.Elapsed)
        {
            LearningRate = trainer.RateFactor * trainer.Optimizer.LearningRate,
        };
        history.Add(record);
        costsOfEpochs.Add(record.Validation?.Cost ?? record.Cost);
        history.StoppedEarly = (watch?.Ends(record) ?? false) && epoch < options.Epochs;
        Report(epoch, batches.Count, record.Cost, record);
    }

    private double Factor(int epoch, int batch)
    {
        var factor = options.Schedule.Factor(new TrainingMoment
        {
            FinishedSteps = ((long)(epoch - 1) * batches.Count) + batch,
            TotalSteps = (long)options.Epochs * batches.Count,
            FinishedEpochs = epoch - 1,
            TotalEpochs = options.Epochs,
            Costs = CollectionsMarshal.AsSpan(costsOfEpochs),
        });
        return double.IsFinite(factor) && factor >= 0
            ? factor
            : throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The schedule {options.Schedule.Name} gave the factor {factor} at epoch {epoch}, step {batch + 1}; it must be a finite number, 0 or greater."));
    }

    private void Report(int epoch, int step, double cost, EpochRecord? finished)
    {
        reported = clock.Elapsed;
        var total = (double)options.Epochs * training.Examples;
        progress?.Report(new TrainingProgress(
            epoch, options.Epochs, step, batches.Count, cost,
            examplesSeen / reported.TotalSeconds, reported, reported * ((total / examplesSeen) - 1), finished)
        {
            Inspection = history.Inspections.Count == 0 ? null : history.Inspections[^1],
        });
    }
}
