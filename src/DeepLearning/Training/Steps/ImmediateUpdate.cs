using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Gives each tile of the gradients at once to the optimizer, while it is in the cache.</summary>
internal sealed class ImmediateUpdate<T>(OptimizerMemory<T> optimizer, GradientClipping? clipping) : GradientSink<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Reserve(GradientTiles tiles, Scratch scratch) => scratch.Reserve<T>(ScratchPurpose.Gradient, tiles.Largest);

    public override void Take(in TrainingStep<T> step, int number, GradientPass<T> gradients)
    {
        ref readonly var tile = ref step.Tiles[number];
        using var memory = Scratch.Rent<T>(ScratchPurpose.Gradient, step.Tiles.Largest);
        var gradient = new MatrixSpan<T>(memory.Slice(0, tile.Length), tile.Units, tile.Columns);
        gradients.Compute(step, tile, gradient);
        clipping?.Clip(gradient.AsSpan(), double.NaN);
        optimizer.Update(tile, gradient.AsSpan(), step.Update);
    }
}
