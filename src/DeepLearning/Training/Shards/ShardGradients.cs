using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;
using DeepLearning.Processes;

namespace DeepLearning;

/// <summary>
/// Sums the gradients of the shards of a batch: tile by tile those of the process' own shards, bucket by bucket over the processes, both in
/// the order of one binary tree over all shards.
/// </summary>
internal sealed class ShardGradients<T> : GradientSink<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ProcessGroup group;
    private readonly ShardTree tree;
    private readonly int[] offsets;
    private readonly T[][] slots;
    private readonly double[] said;
    private readonly double[] heard;
    private readonly double[] costs;
    private GradientTiles? divided;
    private GradientBucket<T>[] buckets = [];
    private int shard;

    /// <param name="network">The network.</param>
    /// <param name="group">The processes.</param>
    public ShardGradients(Network<T> network, ProcessGroup group)
    {
        (this.group, tree) = (group, new(group));
        offsets = new int[network.Parameters.Count + 1];
        for (var p = 0; p < network.Parameters.Count; p++)
        {
            offsets[p + 1] = checked(offsets[p] + network.Parameters[p].Array.Length);
        }

        // One more for what comes from other processes.
        slots = new T[tree.Slots + (group.Size > 1 ? 1 : 0)][];
        for (var slot = 0; slot < slots.Length; slot++)
        {
            slots[slot] = GC.AllocateArray<T>(offsets[^1], pinned: true);
        }

        Kept = new([.. network.Parameters.Select((parameter, p) => new ArraySegment<T>(slots[0], offsets[p], parameter.Array.Length))]);
        costs = new double[tree.Count];
        var largestCount = Enumerable.Range(0, group.Size).Max(rank => group.FirstShardOf(rank + 1) - group.FirstShardOf(rank));
        (said, heard) = (new double[1 + largestCount], new double[(1 + largestCount) * group.Size]);
    }

    /// <summary>The gradients of the whole batch, once its last shard is computed.</summary>
    public KeptGradients<T> Kept { get; }

    /// <summary>What this process tells the others with the costs of a step: bits that are joined with those of the others.</summary>
    public int Says { get; set; }

    /// <summary>What the processes have told one another in the last step.</summary>
    public int Heard { get; private set; }

    /// <summary>Sums a number of every shard over all shards, in their order.</summary>
    /// <param name="own">Those of the process' own shards.</param>
    public double Sum(ReadOnlySpan<double> own)
    {
        said.AsSpan().Clear();
        said[0] = Says;
        own.CopyTo(said.AsSpan(1));
        group.AllGather<double>(said, heard);
        Heard = 0;
        var sum = 0.0;
        for (var rank = 0; rank < group.Size; rank++)
        {
            var block = heard.AsSpan(rank * said.Length, said.Length);
            Heard |= (int)block[0];
            foreach (var number in block.Slice(1, group.FirstShardOf(rank + 1) - group.FirstShardOf(rank)))
            {
                sum += number;
            }
        }

        return sum;
    }

    /// <summary>Itself, for one of the process' shards.</summary>
    /// <param name="own">Which of them, counted from 0; each in turn.</param>
    public ShardGradients<T> For(int own)
    {
        shard = own;
        return this;
    }

    public override double Run(WorkerTeam team, in TrainingStep<T> step, GradientPass<T> gradients, double cost)
    {
        costs[shard] = cost;
        if (shard < tree.Count - 1)
        {
            return base.Run(team, step, gradients, cost);
        }

        var whole = Sum(costs);
        if (double.IsFinite(whole))
        {
            Reduce(team, step, gradients);
        }

        return whole;
    }

    /// <summary>Tells the others that a cost is not finite; they are told in place of the last shard's.</summary>
    /// <returns>J, which is not finite.</returns>
    public double Abandon(double cost)
    {
        costs.AsSpan(shard).Fill(cost);
        return Sum(costs);
    }

    public override void Reserve(GradientTiles tiles, Scratch scratch) => scratch.Reserve<T>(ScratchPurpose.Gradient, tiles.Largest);

    public override void Take(in TrainingStep<T> step, int number, GradientPass<T> gradients)
    {
        ref readonly var tile = ref step.Tiles[number];
        var (slot, additions, start) = (tree.Slot(shard), tree.Additions(shard), offsets[tile.Parameter] + tile.Start);
        var sum = slots[slot].AsSpan(start, tile.Length);
        if (additions == 0)
        {
            gradients.Compute(step, tile, new(sum, tile.Units, tile.Columns));
            return;
        }

        using var memory = Scratch.Rent<T>(ScratchPurpose.Gradient, step.Tiles.Largest);
        var gradient = memory.Slice(0, tile.Length);
        gradients.Compute(step, tile, new(gradient, tile.Units, tile.Columns));
        for (var i = additions - 1; i > 0; i--)
        {
            TensorPrimitives.Add(slots[slot + i].AsSpan(start, tile.Length), gradient, gradient);
        }

        TensorPrimitives.Add(sum, gradient, sum);
    }

    /// <summary>Computes the last shard bucket by bucket, and sums each over the processes while the next are computed.</summary>
    private void Reduce(WorkerTeam team, in TrainingStep<T> step, GradientPass<T> gradients)
    {
        if (!ReferenceEquals(divided, step.Tiles))
        {
            divided = step.Tiles;
            buckets = group.Size == 1 ? [] : GradientBucket<T>.Of(
                step.Tiles, step.Members, offsets,
                (first, count, number) => new(group, slots, ExchangePlan.Of(group, tree, first, count), number));
        }

        foreach (var parameter in step.Tiles.WithoutGradient)
        {
            Kept.Values[parameter].AsSpan().Clear();
        }

        if (buckets.Length == 0)
        {
            gradients.Run(team, step);
            return;
        }

        for (var b = 0; b < buckets.Length; b++)
        {
            if (buckets[b].Tiles is { } tiles)
            {
                gradients.Run(team, step with { Tiles = tiles });
            }

            buckets[b].Reduction.Begin();
            Advance(b);
        }

        group.Await(this, static self => self.Advance(self.buckets.Length));
    }

    /// <summary>Goes on with the sums of the first buckets as far as can be without waiting.</summary>
    /// <returns>Whether all of them are there.</returns>
    private bool Advance(int count)
    {
        var isComplete = true;
        for (var b = 0; b < count; b++)
        {
            isComplete &= buckets[b].Reduction.Advance();
        }

        return isComplete;
    }
}
