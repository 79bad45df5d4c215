using System.Diagnostics;
using System.Numerics;

namespace DeepLearning;

/// <summary>Writes the checkpoints of a run when they are due, and removes those that are not to be kept.</summary>
internal sealed class CheckpointWriter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Checkpoints rule;
    private readonly TrainingState<T> state;
    private readonly Criterion criterion;
    private readonly Stopwatch sinceLast = Stopwatch.StartNew();
    private long written;
    private bool isBest;

    /// <param name="rule">Where and how often.</param>
    /// <param name="state">What is written.</param>
    /// <param name="criterion">By what the best epoch is told.</param>
    /// <param name="resumed">The run that is gone on with, whose last checkpoint is there already; null for a new one.</param>
    public CheckpointWriter(Checkpoints rule, TrainingState<T> state, Criterion criterion, RunState<T>? resumed)
    {
        (this.rule, this.state, this.criterion) = (rule, state, criterion);
        (written, Best) = (resumed?.Steps ?? -1, resumed?.BestCheckpoint ?? double.NaN);
    }

    /// <summary>What the best epoch has by the criterion; NaN before there is one.</summary>
    public double Best { get; private set; }

    /// <summary>What tells the best epoch for <see cref="Checkpoints.KeepBest"/>.</summary>
    public static Criterion BestBy(FitOptions options, Dataset<T>? validation) =>
        options.EarlyStopping?.Criterion ?? (validation is null ? Criterion.TrainingCost : Criterion.ValidationCost);

    /// <summary>Looks at a finished epoch, before its checkpoint.</summary>
    public void See(EpochRecord epoch)
    {
        if (!rule.KeepBest)
        {
            return;
        }

        var value = criterion.Of(epoch);
        isBest = !double.IsNaN(value) && (double.IsNaN(Best) || (criterion.LargerIsBetter ? value > Best : value < Best));
        Best = isBest ? value : Best;
    }

    /// <summary>Whether a checkpoint is due after a step of a number.</summary>
    public bool IsDue(long step, bool endsEpoch) => isBest
        || (rule.EverySteps is { } steps && step % steps == 0)
        || (rule.Every is { } time && sinceLast.Elapsed >= time)
        || (endsEpoch && rule is { EverySteps: null, Every: null });

    /// <summary>Writes a checkpoint, unless it has been written.</summary>
    public void Write(RunState<T> run)
    {
        if (written == state.Memory.Steps)
        {
            return;
        }

        // The best first: killed between the two, the run goes on from before, and finds the best once more.
        if (isBest)
        {
            CheckpointFile.Write(rule.BestPath, state, run, rule.PlugIns);
        }

        CheckpointFile.Write(rule.PathAfter(state.Memory.Steps), state, run, rule.PlugIns);
        (written, isBest) = (state.Memory.Steps, false);
        sinceLast.Restart();
        rule.Prune(state.Memory.Steps);
    }
}
