using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Averages the weights after they have moved.</summary>
internal sealed class AveragingPass<T> : TeamJob<AveragingPass<T>.Work>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Counts a step that has been taken, with every tile of its parameters.</summary>
    public void Run(WorkerTeam team, AveragedWeights<T> weights, GradientTiles tiles, int members, OptimizerStep step) =>
        Run(team, new() { Weights = weights, Tiles = tiles, Share = weights.Add(step) }, members);

    protected override int Items(in Work on) => on.Tiles.Count;

    protected override int FirstItem(in Work on, int member, int members) => on.Tiles.First(member, members);

    protected override void Run(in Work on, int item) => on.Weights.Update(on.Tiles[on.Tiles.Number(item)], on.Share);

    /// <summary>The averages after one step.</summary>
    internal readonly ref struct Work
    {
        /// <summary>The averages.</summary>
        public required AveragedWeights<T> Weights { get; init; }

        /// <summary>How they are divided among threads.</summary>
        public required GradientTiles Tiles { get; init; }

        /// <summary>cₜ.</summary>
        public required double Share { get; init; }
    }
}
