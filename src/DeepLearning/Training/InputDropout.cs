using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Drops features of the examples of a batch before the first layer sees them: X ∘ D[0].</summary>
internal sealed class InputDropout<T>(Network<T> network, RunningBatch<T> batch) : ITeamJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int ElementsOfAnItem = 4096;

    public int Items => batch.Kept is null ? 0 : (batch.Given.Length + ElementsOfAnItem - 1) / ElementsOfAnItem;

    public void Run(int item)
    {
        var first = item * ElementsOfAnItem;
        var count = Math.Min(ElementsOfAnItem, batch.Given.Length - first);
        var kept = batch.Kept.AsSpan(first, count);
        DropoutMask.Draw(DropoutMask.Stream(network.Seed, layer: 0, batch.Step), first, network.InputKeepProbability, kept);
        TensorPrimitives.Multiply(kept, batch.Given.Slice(first, count), kept);
    }
}
