using System.Numerics;
using System.Runtime.ExceptionServices;

namespace DeepLearning;

/// <summary>
/// Fills the next batches on other threads while one is being learned from. Batches come out in their order, whoever filled them.
/// </summary>
/// <remarks>
/// There is one slot more than there are threads. Thread w of p fills batches w, w + p, w + 2p and so on, each into slot number modulo
/// slots, as soon as the batch that was there has been done with. An epoch allocates nothing.
/// </remarks>
internal sealed class ReadAhead<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly object gate = new();
    private readonly BatchReader<T> reader;
    private readonly EpochOrder order;
    private readonly Slot[] slots;
    private readonly Thread[] threads;
    private bool stopped;
    private int generation;
    private int current;
    private int start;
    private long seed;
    private long epoch;

    /// <param name="reader">Fills a batch.</param>
    /// <param name="order">Which examples each batch holds; changed only before <see cref="Begin"/>.</param>
    public ReadAhead(BatchReader<T> reader, EpochOrder order)
    {
        (this.reader, this.order, Count) = (reader, order, order.Count);
        threads = new Thread[Math.Min(reader.UsefulThreads, Count)];
        slots = new Slot[threads.Length + 1];
        for (var slot = 0; slot < slots.Length; slot++)
        {
            slots[slot] = new Slot(
                new T[ArrayLength.Of(reader.Features, order.OwnBatchSize, "The inputs of a batch", "batchSize")],
                new T[ArrayLength.Of(reader.Outputs, order.OwnBatchSize, "The targets of a batch", "batchSize")]);
        }

        for (var thread = 0; thread < threads.Length; thread++)
        {
            var first = thread;
            threads[thread] = new Thread(() => Run(first)) { IsBackground = true, Name = $"DeepLearning reader {thread + 1}" };
        }
    }

    /// <summary>The number of batches of an epoch.</summary>
    private int Count { get; }

    /// <summary>Begins to fill the batches of an epoch from the given one on; all of the epoch before have been asked for.</summary>
    public void Begin(long seed, long epoch, int first)
    {
        lock (gate)
        {
            (this.seed, this.epoch, current, start) = (seed, epoch, first, first);
            foreach (var slot in slots)
            {
                slot.Batch = -1;
            }

            generation++;
            Monitor.PulseAll(gate);
        }

        if (generation == 1)
        {
            Array.ForEach(threads, thread => thread.Start());
        }
    }

    /// <summary>Waits for a batch, the next in order; the one before may be overwritten from now on.</summary>
    /// <exception cref="Exception">What the source has thrown.</exception>
    public void Get(int batch, out ReadOnlySpan<T> x, out ReadOnlySpan<T> y)
    {
        var slot = slots[batch % slots.Length];
        lock (gate)
        {
            current = batch;
            Monitor.PulseAll(gate);
            while (slot.Batch != batch)
            {
                Monitor.Wait(gate);
            }
        }

        slot.Failure?.Throw();

        var examples = order.Numbers(batch).Length;
        x = slot.X.AsSpan(0, examples * reader.Features);
        y = slot.Y.AsSpan(0, examples * reader.Outputs);
    }

    /// <summary>Ends the threads, once they are done with what they are reading.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }

        foreach (var thread in threads.Where(_ => generation > 0))
        {
            thread.Join();
        }
    }

    private void Run(int first)
    {
        for (var seen = 0; AwaitEpoch(seen); seen++)
        {
            for (var batch = start + first; batch < Count && AwaitRoom(batch); batch += threads.Length)
            {
                var slot = slots[batch % slots.Length];
                Fill(slot, order.Numbers(batch));
                lock (gate)
                {
                    slot.Batch = batch;
                    Monitor.PulseAll(gate);
                }
            }
        }
    }

    private void Fill(Slot slot, ReadOnlySpan<int> examples)
    {
        try
        {
            slot.Failure = null;
            if (examples.IsEmpty)
            {
                return;
            }

            reader.Read(examples, slot.X, slot.Y, seed, epoch);
        }
#pragma warning disable CA1031 // It is thrown again on the thread that learns, when the batch is asked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            slot.Failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    /// <summary>Waits until more epochs have begun than the thread has seen; false at the end.</summary>
    private bool AwaitEpoch(int seen)
    {
        lock (gate)
        {
            while (generation == seen && !stopped)
            {
                Monitor.Wait(gate);
            }

            return !stopped;
        }
    }

    /// <summary>Waits until the batch that has the slot is done with; false at the end.</summary>
    private bool AwaitRoom(int batch)
    {
        lock (gate)
        {
            while (batch - current >= slots.Length && !stopped)
            {
                Monitor.Wait(gate);
            }

            return !stopped;
        }
    }

    private sealed class Slot(T[] x, T[] y)
    {
        public T[] X => x;

        public T[] Y => y;

        /// <summary>The number of the batch that it holds, or −1.</summary>
        public int Batch { get; set; } = -1;

        /// <summary>Why the batch could not be read.</summary>
        public ExceptionDispatchInfo? Failure { get; set; }
    }
}
