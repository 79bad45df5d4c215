using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// The optimizer's step with gradients that were kept: because clipping had to know the norm of all of them first, or because somebody
/// looked at them or changed them.
/// </summary>
internal sealed class KeptUpdate<T>(OptimizerMemory<T> optimizer, GradientClipping? clipping) : TeamJob<KeptStep<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Clips the gradients and moves the parameters.</summary>
    public void Run(WorkerTeam team, in KeptStep<T> step) => Run(team, step, step.Members);

    protected override int Items(in KeptStep<T> step) => step.Tiles.Count;

    protected override int FirstItem(in KeptStep<T> step, int member, int members) => step.Tiles.First(member, members);

    protected override void Run(in KeptStep<T> step, int item)
    {
        var number = step.Tiles.Number(item);
        var gradient = step.Gradients.Tile(step.Tiles, number).AsSpan();
        clipping?.Clip(gradient, step.SumOfSquares);
        optimizer.Update(step.Tiles[number], gradient, step.Update);
    }
}
