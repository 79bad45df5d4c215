namespace DeepLearning;

/// <content>Where the run stands, to be written down and gone on from.</content>
public sealed partial class TrainingRun<T>
{
    /// <summary>Writes a checkpoint; where that fails, the run can still be saved elsewhere.</summary>
    private void WriteCheckpoint()
    {
        try
        {
            checkpoints?.Write(Snapshot(ofNetwork: false));
        }
        catch
        {
            state.Interrupted = Snapshot(ofNetwork: false);
            throw;
        }
    }

    /// <param name="ofNetwork">Whether the network's parameters are copied, because the network is about to get others.</param>
    private RunState<T> Snapshot(bool ofNetwork) => new()
    {
        Settings = settings ??= Settings.Of(training, validation, options),
        Steps = state.Memory.Steps,
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
        Averages = averages?.Save(copies: ofNetwork),
        Parameters = ofNetwork ? [.. state.Network.Parameters.Select(parameter => (T[])parameter.Array.Clone())] : null,
    };

    private void Restore(RunState<T> resumed)
    {
        if (averages is not null && resumed.Averages is { } saved)
        {
            averages.Begin(saved);
        }

        if (resumed.StepsPerEpoch != batches.Count || resumed.Watch?.Kept.Length != watch?.State.Kept.Length
            || resumed.Averages is null != averages is null)
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
}
