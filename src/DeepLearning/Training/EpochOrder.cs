using DeepLearning.Processes;

namespace DeepLearning;

/// <summary>
/// Which examples each batch of an epoch holds, in an order drawn from the seed: all of them, or those that one of several processes
/// learns from.
/// </summary>
/// <remarks>
/// Each shard of a batch is of the shard's own part of the training set, and each part has an order of its own. A process has the shards
/// of a batch that are its own, one after another.
/// </remarks>
internal sealed class EpochOrder
{
    private readonly bool shuffle;
    private readonly int[] parts;
    private readonly int firstShard;
    private readonly int offset;
    private readonly int ofShard;
    private readonly int[] order;
    private readonly int[] drawn;

    /// <param name="examples">The number of examples of the training set.</param>
    /// <param name="batchSize">The number of examples of a batch.</param>
    /// <param name="shuffle">Whether every epoch has an order of its own.</param>
    /// <param name="processes">The processes that share the batches; null for one alone.</param>
    public EpochOrder(int examples, int batchSize, bool shuffle, ProcessGroup? processes = null)
    {
        (Examples, BatchSize) = (examples, Math.Min(batchSize, examples));
        Count = ((examples - 1) / BatchSize) + 1;
        Shards = processes?.Shards ?? 1;
        (firstShard, OwnShards) = processes is null ? (0, 1) : (processes.FirstShard, processes.ShardCount);
        parts = [.. Enumerable.Range(0, Shards + 1).Select(FirstOfPart)];
        ofShard = Count == 1 ? parts[1] : BatchSize / Shards;
        offset = processes?.Examples is null ? 0 : parts[firstShard];
        if (Count > 1 && BatchSize % Shards != 0)
        {
            throw new ArgumentException(
                $"A batch of {Plural.Of(BatchSize, "example")} cannot be divided into {Plural.Of(Shards, "shard")} of one size: " +
                $"{nameof(FitOptions.BatchSize)} must be a multiple of {Shards}, such as {Math.Max(1, BatchSize / Shards) * Shards}, or " +
                $"put all examples into one batch.", "options");
        }

        // One batch of all examples has the same sum in any order: there is nothing to shuffle.
        this.shuffle = shuffle && Count > 1;
        order = new int[parts[firstShard + OwnShards] - parts[firstShard]];
        drawn = OwnShards > 1 ? new int[parts[1]] : order;
        DrawParts(seed: 0, epoch: 0);

        int FirstOfPart(int shard) => processes?.FirstOfShard(shard, examples) ?? shard * examples;
    }

    /// <summary>The number of examples of the training set, over all processes.</summary>
    public int Examples { get; }

    /// <summary>The number of examples of every batch but perhaps the last, over all processes.</summary>
    public int BatchSize { get; }

    /// <summary>The number of batches of an epoch.</summary>
    public int Count { get; }

    /// <summary>The number of shards of a batch, over all processes.</summary>
    public int Shards { get; }

    /// <summary>The number of shards of a batch that are this process' own.</summary>
    public int OwnShards { get; }

    /// <summary>The number of examples of every batch but perhaps the last that are this process' own.</summary>
    public int OwnBatchSize => Math.Min(ofShard * OwnShards, order.Length);

    /// <summary>The number of examples of a shard, of every batch but perhaps the last.</summary>
    public int ShardSize => ofShard;

    /// <summary>Whether the own examples of a batch are one range of the training set, in its order.</summary>
    public bool IsConsecutive => !shuffle && (OwnShards == 1 || Count == 1);

    /// <summary>The number of examples of a batch over all processes: the last of an epoch may be smaller.</summary>
    public int ExamplesOf(int batch) => Math.Min(BatchSize, Examples - (batch * BatchSize));

    /// <summary>Draws the order of an epoch.</summary>
    public void Draw(long seed, long epoch)
    {
        if (shuffle)
        {
            DrawParts(seed, epoch);
        }
    }

    /// <summary>Which of the examples that the process was given a batch holds.</summary>
    public ReadOnlySpan<int> Numbers(int batch)
    {
        var first = FirstOf(batch, OwnShards);
        return order.AsSpan(first, FirstOf(batch + 1, OwnShards) - first);
    }

    /// <summary>The place of one of the process' shards in a batch of all processes, and among the examples of its own.</summary>
    /// <param name="batch">The number of the batch.</param>
    /// <param name="shard">Which of the process' shards, counted from 0.</param>
    public (int FirstOfAll, int FirstOfOwn, int Count) Place(int batch, int shard)
    {
        if ((batch + 1L) * ofShard <= Examples / Shards)
        {
            // Every shard is full, as in all batches of an epoch but the last.
            return ((firstShard + shard) * ofShard, shard * ofShard, ofShard);
        }

        var before = 0;
        for (var other = 0; other < firstShard; other++)
        {
            before += Length(batch, other);
        }

        var own = 0;
        for (var other = 0; other < shard; other++)
        {
            own += Length(batch, firstShard + other);
        }

        return (before + own, own, Length(batch, firstShard + shard));
    }

    private int Length(int batch, int shard) => Math.Clamp(parts[shard + 1] - parts[shard] - (batch * ofShard), 0, ofShard);

    /// <summary>Where the own examples of a batch begin, of so many own shards before others.</summary>
    private int FirstOf(int batch, int shards)
    {
        var first = 0;
        for (var shard = firstShard; shard < firstShard + shards; shard++)
        {
            first += (int)Math.Min((long)batch * ofShard, parts[shard + 1] - parts[shard]);
        }

        return first;
    }

    private void DrawParts(long seed, long epoch)
    {
        for (var shard = 0; shard < OwnShards; shard++)
        {
            DrawPart(shard, seed, epoch);
        }
    }

    /// <summary>Draws the order of a shard's part, and gives each batch its share of it.</summary>
    private void DrawPart(int shard, long seed, long epoch)
    {
        var number = firstShard + shard;
        var part = drawn.AsSpan(0, parts[number + 1] - parts[number]);

        // From the same beginning every time, so that an epoch's order depends on nothing but seed and epoch.
        for (var i = 0; i < part.Length; i++)
        {
            part[i] = parts[number] - offset + i;
        }

        if (shuffle)
        {
            var random = new RandomStream(seed).Fork("shuffle").Fork(epoch);
            (Shards == 1 ? random : random.Fork(number)).Shuffle(part);
        }

        if (OwnShards == 1)
        {
            return;
        }

        for (var batch = 0; batch < Count; batch++)
        {
            var length = Length(batch, number);
            var first = FirstOf(batch, OwnShards) + Place(batch, shard).FirstOfOwn;
            part.Slice(Math.Min(batch * ofShard, part.Length), length).CopyTo(order.AsSpan(first, length));
        }
    }
}
