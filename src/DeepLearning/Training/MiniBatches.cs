using System.Numerics;
using DeepLearning.Data;

namespace DeepLearning;

/// <summary>The examples of one epoch after another, in an order drawn from the seed, in batches.</summary>
internal sealed class MiniBatches<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ExampleSource<T> data;
    private readonly EpochOrder order;
    private readonly Dataset<T>? inPlace;
    private readonly ReadAhead<T>? ahead;
    private readonly T[] x;
    private readonly T[] y;

    /// <param name="data">What there is to learn from.</param>
    /// <param name="order">Which examples each batch holds.</param>
    /// <param name="loss">What the targets of a source must fit.</param>
    /// <param name="augmentation">What is done to every image; nothing when null.</param>
    public MiniBatches(ExampleSource<T> data, EpochOrder order, Loss loss, ImageAugmentation? augmentation)
    {
        (this.data, this.order) = (data, order);

        // What lies in memory is copied sooner than a thread is woken, and in its own order need not be copied.
        var isInMemory = data.IsInMemory && augmentation is null;
        inPlace = isInMemory && order.IsConsecutive ? data as Dataset<T> : null;
        ahead = isInMemory ? null : new ReadAhead<T>(new BatchReader<T>(data, loss, augmentation), order);
        var isCopied = ahead is null && inPlace is null;
        x = isCopied
            ? new T[ArrayLength.Of(data.Features, order.OwnBatchSize, "The inputs of a batch", "batchSize")]
            : [];
        y = isCopied
            ? new T[ArrayLength.Of(data.Outputs, order.OwnBatchSize, "The targets of a batch", "batchSize")]
            : [];
    }

    /// <summary>The number of batches of an epoch.</summary>
    public int Count => order.Count;

    /// <summary>
    /// Draws the order of an epoch, of which batches are asked for from the given one on. The epoch before must have been gone through.
    /// </summary>
    public void Begin(long seed, long epoch, int first = 0)
    {
        order.Draw(seed, epoch);
        ahead?.Begin(seed, epoch, first);
    }

    /// <summary>The columns of X and of Y of a batch; they hold until the next call. Batches are asked for in their order.</summary>
    public void Get(int batch, out ReadOnlySpan<T> inputs, out ReadOnlySpan<T> targets)
    {
        var numbers = order.Numbers(batch);
        if (ahead is not null)
        {
            ahead.Get(batch, out inputs, out targets);
        }
        else if (inPlace is not null)
        {
            var (first, count) = (numbers.IsEmpty ? 0 : numbers[0], numbers.Length);
            inputs = inPlace.Inputs.Slice(first * data.Features, count * data.Features);
            targets = inPlace.Targets.Slice(first * data.Outputs, count * data.Outputs);
        }
        else
        {
            var someX = x.AsSpan(0, numbers.Length * data.Features);
            var someY = y.AsSpan(0, numbers.Length * data.Outputs);
            if (!numbers.IsEmpty)
            {
                data.Read(numbers, someX, someY);
            }

            inputs = someX;
            targets = someY;
        }
    }

    /// <summary>Ends the threads that read ahead.</summary>
    public void Dispose() => ahead?.Dispose();
}
