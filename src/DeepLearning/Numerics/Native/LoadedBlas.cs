namespace DeepLearning.Numerics;

/// <summary>What came of loading a BLAS library: its functions, or the problem.</summary>
internal sealed record LoadedBlas
{
    public string? File { get; init; }

    public string? Version { get; init; }

    /// <summary>Why the library cannot be used, with what to do about it; null when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>The handle of the library.</summary>
    public nint Library { get; init; }

    /// <summary>The address of cblas_sgemm.</summary>
    public nint SingleProduct { get; init; }

    /// <summary>The address of cblas_dgemm.</summary>
    public nint DoubleProduct { get; init; }
}
