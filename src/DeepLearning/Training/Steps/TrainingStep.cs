using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// One step of training, as all passes of it see it: the batch, the number of the step, what multiplies, on how many threads.
/// </summary>
internal readonly ref struct TrainingStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>X, n_x × m; for the passes after the dropout of inputs X ∘ D[0].</summary>
    public required ReadOnlyMatrixSpan<T> X { get; init; }

    /// <summary>Y, n_y × m.</summary>
    public required ReadOnlyMatrixSpan<T> Y { get; init; }

    /// <summary>The weights of the examples, of mean 1; empty when all count the same.</summary>
    public ReadOnlySpan<T> Weights { get; init; }

    /// <summary>Where the examples lie in the batch.</summary>
    public required BatchPart Part { get; init; }

    /// <summary>The step of the optimizer: t, which decides the dropout masks too, and the learning rate.</summary>
    public required OptimizerStep Update { get; init; }

    /// <summary>What multiplies.</summary>
    public required MatrixBackend Products { get; init; }

    /// <summary>How many threads share the step.</summary>
    public required int Members { get; init; }

    /// <summary>The terms of W[1] X, where they were computed apart; else none.</summary>
    public ProductParts<T> FirstProduct { get; init; }

    /// <summary>How many columns go forward and back together.</summary>
    public required int Width { get; init; }

    /// <summary>How the gradients are divided among threads.</summary>
    public required GradientTiles Tiles { get; init; }

    /// <summary>What becomes of the gradients; null where none are computed.</summary>
    public GradientSink<T>? Gradients { get; init; }

    /// <summary>Receives dX, n_x × m: what the loss of every example is to its inputs; empty where nobody asks.</summary>
    public MatrixSpan<T> InputGradients { get; init; }

    /// <summary>Whether dropout drops nothing, as in prediction.</summary>
    public bool IsWithoutDropout { get; init; }

    /// <summary>Whether the batch goes back.</summary>
    public bool GoesBack => Gradients is not null || !InputGradients.IsEmpty;

    /// <summary>The index of the lowest layer that the batch goes back to.</summary>
    public int LowestLayer => InputGradients.IsEmpty ? Tiles.LowestLayer : 0;

    /// <summary>The number of examples: m, or that of a part of the batch.</summary>
    public int Examples => X.Columns;
}
