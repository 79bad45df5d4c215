using System.Numerics;

namespace DeepLearning;

/// <summary>Watches the epochs of a run for progress, and keeps the parameters of the best.</summary>
internal sealed class EarlyStoppingMonitor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly EarlyStopping rule;
    private readonly Network<T> network;
    private readonly T[][] kept;
    private double best;
    private int idle;

    public EarlyStoppingMonitor(EarlyStopping rule, Network<T> network)
    {
        (this.rule, this.network) = (rule, network);
        kept = rule.RestoreBest ? [.. network.Parameters.Select(parameter => new T[parameter.Array.Length])] : [];
    }

    /// <summary>The epoch that was best, or null before there is one.</summary>
    public int? Best { get; private set; }

    /// <summary>What is remembered; its parameters are those themselves, not copies.</summary>
    public WatchState<T> State
    {
        get => new(Best, best, idle, kept);
        set
        {
            (Best, best, idle) = (value.Epoch, value.Value, value.Idle);
            for (var p = 0; p < kept.Length; p++)
            {
                value.Kept[p].CopyTo(kept[p], 0);
            }
        }
    }

    /// <summary>Whether there was no progress for longer than is waited.</summary>
    public bool IsOver => idle > rule.Patience;

    /// <summary>Looks at a finished epoch.</summary>
    /// <returns>Whether the run is over.</returns>
    public bool Ends(EpochRecord epoch)
    {
        var value = rule.Criterion.Of(epoch);
        var gain = rule.Criterion.LargerIsBetter ? value - best : best - value;
        if (double.IsNaN(value) || (Best is not null && !(gain > rule.MinDelta)))
        {
            idle++;
            return IsOver;
        }

        (Best, best, idle) = (epoch.Epoch, value, 0);
        for (var p = 0; p < kept.Length; p++)
        {
            network.Parameters[p].Values.CopyTo(kept[p]);
        }

        return false;
    }

    /// <summary>Whether <see cref="Restore"/> would change the network.</summary>
    public bool WouldRestore => rule.RestoreBest && Best is not null;

    /// <summary>Gives the network the parameters of the best epoch, if there was one and it is wanted.</summary>
    /// <returns>Whether it was done.</returns>
    public bool Restore()
    {
        for (var p = 0; p < kept.Length && Best is not null; p++)
        {
            kept[p].CopyTo(network.Parameters[p].Values);
        }

        return WouldRestore;
    }
}
