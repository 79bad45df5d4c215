using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Examples to predict, as every thread that takes part sees them.</summary>
internal readonly ref struct PredictionBatch<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What predicts.</summary>
    public required Network<T> Network { get; init; }

    /// <summary>What multiplies.</summary>
    public required MatrixBackend Products { get; init; }

    /// <summary>X, n_x × m.</summary>
    public required ReadOnlyMatrixSpan<T> X { get; init; }

    /// <summary>Receives A[L], n_y × m.</summary>
    public required MatrixSpan<T> Outputs { get; init; }

    /// <summary>Receives Z[L], n_y × m; without columns where it is not asked for.</summary>
    public MatrixSpan<T> Logits { get; init; }

    /// <summary>How many columns go through together.</summary>
    public required int Width { get; init; }

    /// <summary>The elements of a block of the widest layer.</summary>
    public nint RoomOfABlock => (nint)Network.WidestLayer * Width;

    /// <summary>The elements of a block of scaled inputs; none where they are not scaled.</summary>
    public nint RoomOfInputs => Network.InputScales is null ? 0 : (nint)Network.Inputs * Width;
}
