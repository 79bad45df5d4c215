using System.Runtime.InteropServices;

namespace DeepLearning;

/// <content>The steps of an epoch, and what is told of them.</content>
public sealed partial class TrainingRun<T>
{
    private void RunEpoch()
    {
        batches.Begin(state.Network.Seed, position.Batch == 0 ? state.Epochs++ : state.Epochs - 1, position.Batch);
        TakeStep();
        while (position.Batch < batches.Count)
        {
            if (progress is not null && clock.Elapsed - reported >= ReportInterval)
            {
                Report(position.Batch, position.Costs / SeenOfEpoch, finished: null);
            }

            if (processes?.IsDue ?? checkpoints is not null && checkpoints.IsDue(state.Memory.Steps, endsEpoch: false))
            {
                WriteCheckpointTogether();
            }

            if (processes?.IsCancelled ?? cancellationToken.IsCancellationRequested)
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
        state.Memory.RateFactor = rate.Factor(epoch, batch, CollectionsMarshal.AsSpan(costsOfEpochs));
        var look = inspector?.IfDue(history.StepCosts.Count);
        look?.See(x);
        var ofExamples = weights is null ? default : weights.Of(order.Numbers(batch), y);
        var cost = processes is null ? state.Step(x, y, ofExamples, look) : StepTogether(x, y, ofExamples, look);
        if (!double.IsFinite(cost))
        {
            history.Elapsed = Elapsed;
            var computed = processes is null ? order.ExamplesOf(batch) : order.ShardSize;
            throw state.Diverged(computed, batch + 1, epoch, history, processes);
        }

        history.Add(cost);
        if (look is not null)
        {
            history.Add(look.Report(history.StepCosts.Count, epoch, cost, state.Memory.RateFactor * state.Memory.LearningRate));
        }

        position = (epoch, batch + 1, costs + (cost * order.ExamplesOf(batch)));
    }

    private double StepTogether(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> ofExamples, StepInspector<T>? look)
    {
        var own = new OwnExamples<T>
        {
            X = x, Y = y, Weights = ofExamples, IsWeighted = weights is not null, Order = order, Batch = position.Batch,
        };
        var isDue = checkpoints is not null && checkpoints.IsDue(state.Memory.Steps + 1, endsEpoch: false);
        return processes!.Step(own, look, cancellationToken.IsCancellationRequested, isDue);
    }

    private void EndEpoch()
    {
        RequireFinite();
        averages?.Show();
        var record = new EpochRecord(
            position.Epoch, position.Costs / SeenOfEpoch,
            options.EvaluateTrainingSet && training is Dataset<T> inMemory && options.Processes?.Examples is null
                ? state.Measure(inMemory, options.Processes) : null,
            validation is null ? null : state.Measure(validation, options.Processes),
            Elapsed)
        {
            LearningRate = state.Memory.RateFactor * state.Memory.LearningRate,
        };
        history.Add(record);
        costsOfEpochs.Add(record.WatchedCost);
        history.StoppedEarly = (watch?.Ends(record) ?? false) && record.Epoch < options.Epochs;
        Report(batches.Count, record.Cost, record);
        position = (record.Epoch + 1, 0, 0);
        checkpoints?.See(record);
        var isDue = checkpoints is not null && checkpoints.IsDue(state.Memory.Steps, endsEpoch: true);
        if (processes?.Any(isDue) ?? isDue)
        {
            WriteCheckpointTogether();
        }
    }

    /// <summary>Writes a checkpoint that is due, once its weights are known to be finite, and the same on all processes.</summary>
    private void WriteCheckpointTogether()
    {
        RequireFinite();
        processes?.Compare();
        WriteCheckpoint();
    }

    /// <summary>Notices an update that overflowed where no further step would: before anything is measured, saved or returned.</summary>
    private void RequireFinite()
    {
        if (state.Memory.FirstNotFinite() is { } place)
        {
            history.Elapsed = Elapsed;
            var (epoch, step) = position.Batch > 0 ? (position.Epoch, position.Batch) : (position.Epoch - 1, batches.Count);
            throw new DivergenceException(Divergence.DescribeUpdate(place, epoch, step)) { History = history };
        }
    }

    private void Report(int step, double cost, EpochRecord? finished)
    {
        reported = clock.Elapsed;
        var elapsed = Elapsed;
        var total = (double)options.Epochs * order.Examples;
        var seen = ((position.Epoch - 1.0) * order.Examples) + SeenOfEpoch;
        progress?.Report(new TrainingProgress(
            position.Epoch, options.Epochs, step, batches.Count, cost, seen / elapsed.TotalSeconds, elapsed, elapsed * ((total / seen) - 1),
            finished)
        {
            Inspection = history.Inspections.Count == 0 ? null : history.Inspections[^1],
        });
    }
}
