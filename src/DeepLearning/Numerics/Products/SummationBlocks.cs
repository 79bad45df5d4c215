namespace DeepLearning.Numerics;

/// <summary>The blocks of k that a product sums apart and adds in order: a function of k alone, since the bits depend on it.</summary>
internal static unsafe class SummationBlocks<T>
    where T : unmanaged
{
    /// <summary>Bytes of a row of A, or of a column of B, in one block.</summary>
    private const int Bytes = 2048;

    /// <summary>The length of the longest block.</summary>
    public static int Most => Bytes / sizeof(T);

    /// <summary>The length of every block but perhaps the last: as equal as can be.</summary>
    public static int Length(int k)
    {
        var blocks = Math.Max(1, (k + Most - 1) / Most);
        return Math.Max(1, (k + blocks - 1) / blocks);
    }
}
