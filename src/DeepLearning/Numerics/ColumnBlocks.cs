namespace DeepLearning.Numerics;

/// <summary>The division of the columns of a matrix into blocks that are worked on by themselves, and of the work among threads.</summary>
internal static class ColumnBlocks
{
    /// <summary>Multiply-adds that are worth waking one more thread for.</summary>
    public const long WorkOfAThread = 500_000;

    /// <summary>So many columns go through together: enough for the products, few enough for the caches.</summary>
    private const int Most = 64;

    /// <summary>The width of a product's tile.</summary>
    public const int Unit = 8;

    /// <summary>The number of threads that so many multiply-adds are worth; one where a product cannot be divided.</summary>
    public static int Members(long multiplyAdds, MatrixBackend products, int threads) =>
        products.ColumnGranularity == int.MaxValue ? 1 : (int)Math.Clamp(multiplyAdds / WorkOfAThread, 1, threads);

    /// <summary>The number of columns of every block but perhaps the last.</summary>
    /// <param name="columns">The number of columns of the batch.</param>
    /// <param name="members">How many threads there are to share them.</param>
    /// <param name="together">How many columns must stay together for the same bits: then the blocks do not depend on the threads.</param>
    /// <param name="rows">The length of the longest column, so that a block is never longer than a span can be.</param>
    public static int Width(int columns, int members, int together, int rows)
    {
        var most = Math.Max(1, Array.MaxLength / rows);
        if (together > 1)
        {
            return Math.Min(Math.Min(together, most), Math.Max(1, columns));
        }

        // As many blocks for each thread, as equal as whole tiles allow.
        var blocks = members * Math.Max(1, Count(columns, members * Most));
        var width = Count(columns, blocks);
        return (int)Math.Min(most, Math.Max(Unit, ((long)width + Unit - 1) / Unit * Unit));
    }

    /// <summary>The number of blocks of a width.</summary>
    public static int Count(int columns, int width) => (int)(((long)columns + width - 1) / width);
}
