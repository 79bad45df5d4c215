using System.Numerics;
using DeepLearning.Data;

namespace DeepLearning;

/// <summary>The examples of one epoch after another, in an order drawn from the seed, in batches.</summary>
internal sealed class MiniBatches<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ExampleSource<T> data;
    private readonly Dataset<T>? inPlace;
    private readonly ReadAhead<T>? ahead;
    private readonly int[] order;
    private readonly bool shuffle;
    private readonly T[] x;
    private readonly T[] y;

    /// <param name="data">What there is to learn from.</param>
    /// <param name="batchSize">The number of examples of a batch.</param>
    /// <param name="shuffle">Whether every epoch has an order of its own.</param>
    /// <param name="loss">What the targets of a source must fit.</param>
    /// <param name="augmentation">What is done to every image; nothing when null.</param>
    public MiniBatches(ExampleSource<T> data, int batchSize, bool shuffle, Loss loss, ImageAugmentation? augmentation)
    {
        this.data = data;
        BatchSize = Math.Min(batchSize, data.Examples);
        Count = ((data.Examples - 1) / BatchSize) + 1;

        // One batch of all examples has the same sum in any order: there is nothing to shuffle and nothing to copy.
        this.shuffle = shuffle && Count > 1;
        order = [.. Enumerable.Range(0, data.Examples)];

        // What lies in memory is copied sooner than a thread is woken, and in its own order need not be copied.
        var isInMemory = data.IsInMemory && augmentation is null;
        inPlace = isInMemory && !this.shuffle ? data as Dataset<T> : null;
        ahead = isInMemory ? null : new ReadAhead<T>(new BatchReader<T>(data, loss, augmentation), order, BatchSize);
        var isCopied = ahead is null && inPlace is null;
        x = isCopied
            ? new T[ArrayLength.Of(data.Features, BatchSize, "The inputs of a batch", nameof(batchSize))]
            : [];
        y = isCopied
            ? new T[ArrayLength.Of(data.Outputs, BatchSize, "The targets of a batch", nameof(batchSize))]
            : [];
    }

    /// <summary>The number of examples of every batch but perhaps the last.</summary>
    public int BatchSize { get; }

    /// <summary>The number of batches of an epoch.</summary>
    public int Count { get; }

    /// <summary>
    /// Draws the order of an epoch, of which batches are asked for from the given one on. The epoch before must have been gone through.
    /// </summary>
    public void Begin(long seed, long epoch, int first = 0)
    {
        if (shuffle)
        {
            // From the same beginning every time, so that an epoch's order depends on nothing but seed and epoch.
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            new RandomStream(seed).Fork("shuffle").Fork(epoch).Shuffle(order.AsSpan());
        }

        ahead?.Begin(seed, epoch, first);
    }

    /// <summary>The number of examples of a batch: the last of an epoch may be smaller.</summary>
    public int Examples(int batch) => Math.Min(BatchSize, data.Examples - (batch * BatchSize));

    /// <summary>Which examples of the training set a batch holds.</summary>
    public ReadOnlySpan<int> Numbers(int batch) => order.AsSpan(batch * BatchSize, Examples(batch));

    /// <summary>The columns of X and of Y of a batch; they hold until the next call. Batches are asked for in their order.</summary>
    public void Get(int batch, out ReadOnlySpan<T> inputs, out ReadOnlySpan<T> targets)
    {
        var (first, count) = (batch * BatchSize, Examples(batch));
        if (ahead is not null)
        {
            ahead.Get(batch, out inputs, out targets);
        }
        else if (inPlace is not null)
        {
            inputs = inPlace.Inputs.Slice(first * data.Features, count * data.Features);
            targets = inPlace.Targets.Slice(first * data.Outputs, count * data.Outputs);
        }
        else
        {
            var someX = x.AsSpan(0, count * data.Features);
            var someY = y.AsSpan(0, count * data.Outputs);
            data.Read(order.AsSpan(first, count), someX, someY);
            inputs = someX;
            targets = someY;
        }
    }

    /// <summary>Ends the threads that read ahead.</summary>
    public void Dispose() => ahead?.Dispose();
}
