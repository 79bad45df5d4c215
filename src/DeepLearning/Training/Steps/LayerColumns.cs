using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>What a training pass remembers of one layer for some examples of the batch.</summary>
internal readonly ref struct LayerColumns<T>(LayerCache<T> cache, int first, int count)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Z.</summary>
    public MatrixSpan<T> Z => Of(cache.Z);

    /// <summary>Ẑ, of a layer with normalization; of others Z.</summary>
    public MatrixSpan<T> Normalized => Of(cache.Normalized ?? cache.Z);

    /// <summary>What the activation sees: Y = γ ⊙ Ẑ + β, or Z.</summary>
    public MatrixSpan<T> PreActivation => Of(cache.PreActivation);

    /// <summary>A, before dropout.</summary>
    public MatrixSpan<T> A => Of(cache.A);

    /// <summary>D, of a layer with dropout.</summary>
    public MatrixSpan<T> Mask => Of(cache.Mask!);

    /// <summary>What the next layer sees: A ∘ D, or A.</summary>
    public MatrixSpan<T> Output => Of(cache.Output);

    /// <summary>dA, then dY, then dZ.</summary>
    public MatrixSpan<T> Delta => Of(cache.Delta);

    /// <summary>What the examples contribute to dγ: dY ⊙ Ẑ.</summary>
    public MatrixSpan<T> GainDelta => Of(cache.Deltas[1]);

    /// <summary>What the examples contribute to dβ: dY.</summary>
    public MatrixSpan<T> ShiftDelta => Of(cache.Deltas[2]);

    /// <summary>What the examples contribute to the gradient of a parameter after the weights: db, dγ, dβ.</summary>
    public MatrixSpan<T> DeltaOf(int part) => Of(cache.Deltas[part - 1]);

    private MatrixSpan<T> Of(T[] quantity) => new MatrixBuffer<T>(quantity, cache.Units).Columns(first, count);
}
