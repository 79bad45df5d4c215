using System.Numerics;

namespace DeepLearning.Processes;

/// <summary>
/// Processes that train one network together, on one machine or on many: each computes its shards of every batch, and all of them take the
/// same step.
/// </summary>
/// <remarks>
/// <para>
/// <b>The same bits on any number of processes.</b> The training set is divided into <see cref="Shards"/> parts, as many as the run has
/// shards; a batch of B examples has B / shards of each part. A shard's gradient is computed by itself, and the gradients are summed in a
/// binary tree over the shards, ((g₀ + g₁) + (g₂ + g₃)) + …, so that the number of processes decides only who computes what. The number of
/// shards belongs to what the run is, as its batch size does; with one shard it has the bits of a run without processes.
/// </para>
/// <para>
/// The package DeepLearning.Mpi has the processes of <c>mpirun</c>. To bring others, derive: three members carry bytes from one process to
/// another, and everything else follows from them.
/// </para>
/// <threadsafety>For one thread, the one that trains. Each process has its own.</threadsafety>
/// </remarks>
public abstract partial class ProcessGroup
{
    private const int MostShards = 1 << 16;

    /// <summary>One of some processes.</summary>
    /// <param name="rank">The number of this process, from 0 to <paramref name="size"/> − 1.</param>
    /// <param name="size">The number of processes.</param>
    /// <param name="shards">The number of shards of a batch: a power of two up to 65,536, and not less than the processes.</param>
    /// <param name="examples">
    /// The number of examples of the whole training set, where each process is given only its part of them; null where each is given all.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or there are more processes than shards.</exception>
    protected ProcessGroup(int rank, int size, int shards, int? examples = null)
    {
        Guard.Positive(size);
        if ((uint)rank >= (uint)size)
        {
            throw Guard.Range(nameof(rank), rank, $"the number of a process, from 0 to {size - 1}");
        }

        if (shards is < 1 or > MostShards || !BitOperations.IsPow2(shards))
        {
            throw Guard.Range(nameof(shards), shards, $"a power of two from 1 to {MostShards}");
        }

        if (size > shards)
        {
            throw Guard.Range(
                nameof(shards), shards,
                $"at least {BitOperations.RoundUpToPowerOf2((uint)size)}: there are {size} processes, and each computes a shard or more");
        }

        (Rank, Size, Shards, Examples) = (rank, size, shards, examples is { } all ? Guard.Positive(all, nameof(examples)) : null);
    }

    /// <summary>The number of this process, from 0 to <see cref="Size"/> − 1. Process 0 alone reports and writes files.</summary>
    public int Rank { get; }

    /// <summary>The number of processes.</summary>
    public int Size { get; }

    /// <summary>The number of shards of every batch, a power of two: part of what a run is, as its batch size is.</summary>
    public int Shards { get; }

    /// <summary>
    /// The number of examples of the whole training set, where each process is given only its part of them,
    /// <see cref="PartOf(int)"/>; null where each is given all.
    /// </summary>
    public int? Examples { get; }

    /// <summary>
    /// The number of steps from one comparison of the weights of all processes to the next, 1 or greater; 1,000 by default. They are also
    /// compared before each checkpoint and at the end of each run. Processes whose weights differ, as by a faulty machine, end the run.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int CompareEverySteps
    {
        get;
        init => field = Guard.Positive(value, nameof(CompareEverySteps));
    } = 1000;

    /// <summary>The name of the machine that this process runs on, as errors name it.</summary>
    public virtual string Host => Environment.MachineName;

    /// <summary>The first of this process' shards.</summary>
    internal int FirstShard => FirstShardOf(Rank);

    /// <summary>The number of this process' shards.</summary>
    internal int ShardCount => FirstShardOf(Rank + 1) - FirstShard;

    /// <summary>Whether this is the process that reports and writes files.</summary>
    internal bool IsFirst => Rank == 0;

    /// <summary>The examples of a training set that this process learns from: those of its shards.</summary>
    /// <param name="examples">The number of examples of the whole training set.</param>
    /// <returns>The first of them, counted from 0, and how many there are.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="examples"/> is less than 1.</exception>
    public (int First, int Count) PartOf(int examples)
    {
        var first = FirstOfShard(FirstShard, Guard.Positive(examples));
        return (first, FirstOfShard(FirstShard + ShardCount, examples) - first);
    }

    /// <summary>
    /// Begins to send bytes. Where two messages go from one process to another under the same tag, they arrive in their order.
    /// </summary>
    /// <param name="rank">The number of the process that receives them: another one.</param>
    /// <param name="tag">The tag under which it asks for them, from 0 to 32,767.</param>
    /// <param name="values">The bytes: pinned memory, which is not changed until the operation is complete.</param>
    /// <returns>The number of the operation, for <see cref="IsComplete"/>.</returns>
    protected internal abstract int BeginSend(int rank, int tag, ReadOnlySpan<byte> values);

    /// <summary>Begins to receive bytes, as many as are sent.</summary>
    /// <param name="rank">The number of the process that sends them.</param>
    /// <param name="tag">The tag under which it does.</param>
    /// <param name="values">Receives them: pinned memory, which nobody else uses until the operation is complete.</param>
    /// <returns>The number of the operation, for <see cref="IsComplete"/>.</returns>
    protected internal abstract int BeginReceive(int rank, int tag, Span<byte> values);

    /// <summary>Whether an operation is complete. One that is must not be asked about again: its number is then free for another.</summary>
    /// <param name="operation">The number that the operation was begun with.</param>
    protected internal abstract bool IsComplete(int operation);

    /// <summary>
    /// Called where a run has failed on this process by an exception that the others do not have, so that they would wait for ever. Does
    /// nothing by default.
    /// </summary>
    /// <param name="failure">The exception, which the run throws.</param>
    protected internal virtual void Fail(Exception failure)
    {
    }

    /// <summary>The first shard of a process: each has as many as the next, or one more or less.</summary>
    internal int FirstShardOf(int rank) => (int)((long)rank * Shards / Size);

    /// <summary>The first example of a shard's part of the training set. The first part is never smaller than another.</summary>
    internal int FirstOfShard(int shard, int examples) => (int)((((long)shard * examples) + Shards - 1) / Shards);
}
