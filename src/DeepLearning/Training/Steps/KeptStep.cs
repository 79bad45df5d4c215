using System.Numerics;

namespace DeepLearning;

/// <summary>The optimizer's step with gradients that were kept, as every thread that takes part sees it.</summary>
internal readonly ref struct KeptStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The gradients.</summary>
    public required KeptGradients<T> Gradients { get; init; }

    /// <summary>How they are divided among threads.</summary>
    public required GradientTiles Tiles { get; init; }

    /// <summary>How many threads there are.</summary>
    public required int Members { get; init; }

    /// <summary>The step of the optimizer.</summary>
    public required OptimizerStep Update { get; init; }

    /// <summary>Σ g² over all gradients, where clipping asks for it.</summary>
    public double SumOfSquares { get; init; }
}
