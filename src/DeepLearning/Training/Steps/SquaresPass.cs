using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Sums the squares of gradients that somebody else may have changed since they were computed.</summary>
internal sealed class SquaresPass<T> : TeamJob<KeptStep<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Computes Σ g², with the bits that a step has.</summary>
    public double Run(WorkerTeam team, in KeptStep<T> step)
    {
        step.Gradients.Begin(step.Tiles);
        Run(team, step, step.Members);
        return step.Gradients.SumOfSquares;
    }

    protected override int Items(in KeptStep<T> step) => step.Tiles.Count;

    protected override int FirstItem(in KeptStep<T> step, int member, int members) => step.Tiles.First(member, members);

    protected override void Run(in KeptStep<T> step, int item) => step.Gradients.Square(step.Tiles, step.Tiles.Number(item));
}
