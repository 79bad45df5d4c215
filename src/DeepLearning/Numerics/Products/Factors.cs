using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>A product to compute: of which matrices, and by which backend.</summary>
internal readonly ref struct Factors<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The left factor.</summary>
    public required ReadOnlyMatrixSpan<T> A { get; init; }

    /// <summary>The right factor.</summary>
    public required ReadOnlyMatrixSpan<T> B { get; init; }

    /// <summary>What multiplies.</summary>
    public required MatrixBackend Products { get; init; }
}
