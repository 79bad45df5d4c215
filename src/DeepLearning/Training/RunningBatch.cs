using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The batch that a training pass is running, as its threads see it; valid only while it runs.</summary>
internal sealed unsafe class RunningBatch<T>(Network<T> network, int capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[]? kept = network.InputKeepProbability < 1 ? new T[ArrayLength.Of(network.Inputs, capacity, "The inputs of a batch", nameof(capacity))] : null;
    private readonly UnitMeanExampleWeights<T> weights = new(capacity);
    private T* x;
    private T* y;

    /// <summary>m.</summary>
    public int Examples { get; private set; }

    /// <summary>The number of the step, which decides the dropout masks.</summary>
    public long Step { get; private set; }

    /// <summary>What multiplies, for the whole of the step.</summary>
    public MatrixBackend Products { get; private set; } = Backend.Products;

    /// <summary>What the first layer sees: X ∘ D[0], n_x × m, which is X itself without dropout on the inputs.</summary>
    public ReadOnlySpan<T> X => kept is null ? Given : kept.AsSpan(0, Examples * network.Inputs);

    /// <summary>X as it was given, n_x × m.</summary>
    public ReadOnlySpan<T> Given => new(x, Examples * network.Inputs);

    /// <summary>Room for X ∘ D[0], or null without dropout on the inputs.</summary>
    public T[]? Kept => kept;

    /// <summary>Y, n_y × m.</summary>
    public ReadOnlySpan<T> Y => new(y, Examples * network.Outputs);

    /// <summary>The weights of the examples, of mean 1; empty when all count the same.</summary>
    public ReadOnlySpan<T> Weights => weights.Values;

    public void Set(T* inputs, T* targets, ReadOnlySpan<T> exampleWeights, int examples, long step, MatrixBackend products)
    {
        weights.Set(exampleWeights);
        x = inputs;
        y = targets;
        (Examples, Step, Products) = (examples, step, products);
    }
}
