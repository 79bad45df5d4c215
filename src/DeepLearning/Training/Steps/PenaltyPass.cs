using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>R of the weights of each tile, before any of them moves.</summary>
internal sealed class PenaltyPass<T>(Network<T> network, Regularizer[] regularizers) : TeamJob<TrainingStep<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool isNeeded = regularizers.Any(regularizer => regularizer is not NoRegularizer);
    private double[] penalties = [];

    /// <summary>Computes Σ R, summed tile after tile in one order.</summary>
    public double Run(WorkerTeam team, in TrainingStep<T> step)
    {
        if (!isNeeded)
        {
            return 0;
        }

        if (penalties.Length != step.Tiles.Count)
        {
            penalties = new double[step.Tiles.Count];
        }

        Run(team, step, step.Members);
        return penalties.Sum();
    }

    protected override int Items(in TrainingStep<T> step) => step.Tiles.Count;

    protected override int FirstItem(in TrainingStep<T> step, int member, int members) => step.Tiles.First(member, members);

    protected override void Run(in TrainingStep<T> step, int item)
    {
        var number = step.Tiles.Number(item);
        ref readonly var tile = ref step.Tiles[number];
        penalties[number] = tile.IsOfWeights
            ? regularizers[tile.Layer].Penalty<T>(tile.Of(network.Parameters[tile.Parameter].Array).AsSpan())
            : 0;
    }
}
