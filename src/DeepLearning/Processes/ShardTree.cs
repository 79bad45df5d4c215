using System.Numerics;

namespace DeepLearning.Processes;

/// <summary>
/// The binary tree over the shards of a batch, as a process sees it that has some of its leaves: which of its sums it makes by itself.
/// </summary>
/// <remarks>
/// Sums wait in slots. A shard's sum is added to the last ones as long as they are its left neighbours in the tree, and takes the slot of
/// the last of these, or a new one; at the end each slot holds one of the largest subtrees that are the process' own, from left to right.
/// Node (h, i) is the sum of shards i·2ʰ to (i + 1)·2ʰ − 1.
/// </remarks>
internal sealed class ShardTree
{
    private readonly (int Slot, int Additions)[] steps;

    /// <param name="group">The processes.</param>
    public ShardTree(ProcessGroup group)
    {
        (First, Count, Height) = (group.FirstShard, group.ShardCount, BitOperations.Log2((uint)group.Shards));
        steps = new (int, int)[Count];
        var used = 0;
        for (var k = 0; k < Count; k++)
        {
            var shard = First + k;
            var additions = 0;
            while (((shard >> additions) & 1) == 1 && (((shard >> additions) - 1) << additions) >= First)
            {
                additions++;
            }

            steps[k] = (used - additions, additions);
            Slots = Math.Max(Slots, used - additions + 1);
            used = used - additions + 1;
        }

        OwnNodes = used;
    }

    /// <summary>The first of the process' shards.</summary>
    public int First { get; }

    /// <summary>The number of the process' shards.</summary>
    public int Count { get; }

    /// <summary>The height of the tree: log₂ of the number of shards.</summary>
    public int Height { get; }

    /// <summary>The number of sums that wait at once.</summary>
    public int Slots { get; }

    /// <summary>The number of the process' largest subtrees: so many slots hold a sum at the end.</summary>
    public int OwnNodes { get; }

    /// <summary>The slot that receives the sum once one of the process' shards is added.</summary>
    /// <param name="shard">Which of the process' shards, counted from 0.</param>
    public int Slot(int shard) => steps[shard].Slot;

    /// <summary>How many sums a shard is added to: those of its slot and of the slots after it, the last first.</summary>
    /// <param name="shard">Which of the process' shards, counted from 0.</param>
    public int Additions(int shard) => steps[shard].Additions;

    /// <summary>The slot of the largest subtree of the process that begins with one of its shards.</summary>
    /// <param name="shard">The shard, counted from 0 over all.</param>
    public int SlotOfNode(int shard)
    {
        var slot = 0;
        for (var at = First; at < shard; slot++)
        {
            var height = at == 0 ? Height : BitOperations.TrailingZeroCount(at);
            while (at + (1 << height) > First + Count)
            {
                height--;
            }

            at += 1 << height;
        }

        return slot;
    }
}
