using System.Numerics;

namespace DeepLearning;

/// <summary>The examples of a batch that are one process' own, shard after shard.</summary>
internal readonly ref struct OwnExamples<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>X of the examples, n_x × own examples.</summary>
    public required ReadOnlySpan<T> X { get; init; }

    /// <summary>Y of the examples, n_y × own examples.</summary>
    public required ReadOnlySpan<T> Y { get; init; }

    /// <summary>How much each example counts; empty when all count the same, or when there are none.</summary>
    public required ReadOnlySpan<T> Weights { get; init; }

    /// <summary>Whether the examples of the batch, on all processes, have weights.</summary>
    public required bool IsWeighted { get; init; }

    /// <summary>Which examples each batch holds.</summary>
    public required EpochOrder Order { get; init; }

    /// <summary>The number of the batch.</summary>
    public required int Batch { get; init; }
}
