using System.Numerics;

namespace DeepLearning;

/// <summary>The examples of one epoch after another, in an order drawn from the seed, in batches.</summary>
internal sealed class MiniBatches<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dataset<T> data;
    private readonly int[] order;
    private readonly bool shuffle;
    private readonly T[] x;
    private readonly T[] y;

    public MiniBatches(Dataset<T> data, int batchSize, bool shuffle)
    {
        this.data = data;
        BatchSize = Math.Min(batchSize, data.Examples);
        Count = ((data.Examples - 1) / BatchSize) + 1;

        // One batch of all examples has the same sum in any order: there is nothing to shuffle and nothing to copy.
        this.shuffle = shuffle && Count > 1;
        order = new int[data.Examples];
        x = this.shuffle ? new T[BatchSize * data.Features] : [];
        y = this.shuffle ? new T[BatchSize * data.Outputs] : [];
    }

    /// <summary>The number of examples of every batch but perhaps the last.</summary>
    public int BatchSize { get; }

    /// <summary>The number of batches of an epoch.</summary>
    public int Count { get; }

    /// <summary>Draws the order of an epoch.</summary>
    public void Begin(long seed, long epoch)
    {
        if (!shuffle)
        {
            return;
        }

        // From the same beginning every time, so that an epoch's order depends on nothing but seed and epoch.
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        new RandomStream(seed).Fork("shuffle").Fork(epoch).Shuffle(order.AsSpan());
    }

    /// <summary>The number of examples of a batch: the last of an epoch may be smaller.</summary>
    public int Examples(int batch) => Math.Min(BatchSize, data.Examples - (batch * BatchSize));

    /// <summary>The columns of X and of Y of a batch.</summary>
    public void Get(int batch, out ReadOnlySpan<T> inputs, out ReadOnlySpan<T> targets)
    {
        var (first, count) = (batch * BatchSize, Examples(batch));
        inputs = Columns(data.Inputs, x, data.Features, first, count);
        targets = Columns(data.Targets, y, data.Outputs, first, count);
    }

    private ReadOnlySpan<T> Columns(ReadOnlySpan<T> source, T[] buffer, int rows, int first, int count)
    {
        if (!shuffle)
        {
            return source.Slice(first * rows, count * rows);
        }

        for (var i = 0; i < count; i++)
        {
            source.Slice(order[first + i] * rows, rows).CopyTo(buffer.AsSpan(i * rows));
        }

        return buffer.AsSpan(0, count * rows);
    }
}
