using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Drops features of the examples of a batch before the first layer sees them: X ∘ D[0].</summary>
internal sealed class InputDropout<T>(Network<T> network, int capacity) : TeamJob<TrainingStep<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int ElementsOfAnItem = 4096;

    private readonly T[]? kept = network.InputKeepProbability < 1
        ? new T[ArrayLength.Of(network.Inputs, capacity, "The inputs of a batch", nameof(capacity))]
        : null;

    /// <summary>Whether any feature is dropped.</summary>
    public bool IsNeeded => kept is not null;

    /// <summary>X ∘ D[0], n_x × m, which is X itself without dropout on the inputs.</summary>
    public ReadOnlyMatrixSpan<T> Run(WorkerTeam team, in TrainingStep<T> step)
    {
        if (kept is null || step.IsWithoutDropout)
        {
            return step.X;
        }

        Run(team, step, step.Members);
        return new MatrixBuffer<T>(kept, network.Inputs).First(step.Examples);
    }

    protected override int Items(in TrainingStep<T> step) => (step.X.AsSpan().Length + ElementsOfAnItem - 1) / ElementsOfAnItem;

    protected override void Run(in TrainingStep<T> step, int item)
    {
        var first = item * ElementsOfAnItem;
        var given = step.X.AsSpan()[first..];
        given = given[..Math.Min(ElementsOfAnItem, given.Length)];
        var result = kept.AsSpan(first, given.Length);
        DropoutMask.Draw(
            DropoutMask.Stream(network.Seed, layer: 0, step.Update.Number), ((long)step.Part.First * network.Inputs) + first,
            network.InputKeepProbability, result);
        TensorPrimitives.Multiply(result, given, result);
    }
}
