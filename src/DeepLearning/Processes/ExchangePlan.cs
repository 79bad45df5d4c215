namespace DeepLearning.Processes;

/// <summary>
/// Plans how the sums of the processes' own subtrees become the sum over the whole tree, and come to all processes: recursive halving up
/// the tree, recursive doubling down again.
/// </summary>
/// <remarks>
/// The processes that share a subtree hold its sum in pieces, one each. Where two subtrees meet, every process gets its new piece of both,
/// and adds them; on the way back, it gets what it held a piece of before. With a power of two of processes each exchanges with one other
/// at every height, half of what it exchanged before; with other numbers of them with a few. Source: Thakur, Rabenseifner and Gropp,
/// "Optimization of collective communication operations in MPICH", 2005.
/// </remarks>
internal sealed class ExchangePlan
{
    private const int TagsOfAWay = 32;

    private readonly ProcessGroup group;
    private readonly ShardTree tree;
    private readonly int first;
    private readonly int count;
    private readonly List<ExchangeStage> up = [];
    private readonly List<ExchangeStage> down = [];

    private ExchangePlan(ProcessGroup group, ShardTree tree, int first, int count) =>
        (this.group, this.tree, this.first, this.count) = (group, tree, first, count);

    /// <summary>The slot for what comes from others and is only added.</summary>
    private int Staging => tree.Slots;

    /// <summary>Plans the part of one process.</summary>
    /// <param name="group">The process and the others.</param>
    /// <param name="tree">The tree as the process sees it.</param>
    /// <param name="first">The first of the elements to sum.</param>
    /// <param name="count">How many of them there are.</param>
    /// <returns>
    /// The stages in their order; after them slot 0 holds the sum. What comes only to be added needs a slot after the tree's.
    /// </returns>
    public static ExchangeStage[] Of(ProcessGroup group, ShardTree tree, int first, int count)
    {
        var plan = new ExchangePlan(group, tree, first, count);
        plan.Add(tree.Height, 0);
        plan.down.Reverse();
        return [.. plan.up, .. plan.down];
    }

    /// <summary>Adds the stages of a node and of those below it.</summary>
    private Holders Add(int height, int index)
    {
        var shard = index << height;
        var (lowest, highest) = (Owner(shard), Owner(shard + (1 << height) - 1));
        if (lowest == highest)
        {
            return new(lowest, highest, lowest == group.Rank ? tree.SlotOfNode(shard) : -1);
        }

        var left = Add(height - 1, 2 * index);
        var right = Add(height - 1, (2 * index) + 1);
        var node = new Holders(lowest, highest, left.Contains(group.Rank) ? left.Slot : right.Slot);
        if (node.Contains(group.Rank))
        {
            up.Add(Up(height, node, left, right));
            down.Add(Down(height, node, left, right));
        }

        return node;
    }

    /// <summary>The two sums to this process' piece of theirs.</summary>
    private ExchangeStage Up(int height, Holders node, Holders left, Holders right)
    {
        var me = group.Rank;
        var mine = Piece(node, me);
        var (sends, receives) = (new List<Transfer>(), new List<Transfer>());
        foreach (var child in (ReadOnlySpan<Holders>)[left, right])
        {
            for (var rank = node.First; rank <= node.Last; rank++)
            {
                if (rank != me && child.Contains(me))
                {
                    Add(sends, rank, child.Slot, Piece(child, me), Piece(node, rank));
                }

                if (rank != me && child.Contains(rank))
                {
                    Add(receives, rank, child.Contains(me) ? child.Slot : Staging, Piece(child, rank), mine);
                }
            }
        }

        var addend = left.Contains(me) && right.Contains(me) ? right.Slot : Staging;
        return new(height, [.. sends], [.. receives], node.Slot, addend, mine.First, mine.End - mine.First);
    }

    /// <summary>The sum to where there were pieces of the two.</summary>
    private ExchangeStage Down(int height, Holders node, Holders left, Holders right)
    {
        var me = group.Rank;
        var (sends, receives) = (new List<Transfer>(), new List<Transfer>());
        for (var rank = node.First; rank <= node.Last; rank++)
        {
            if (rank == me)
            {
                continue;
            }

            foreach (var wanted in Wanted(rank, left, right))
            {
                Add(sends, rank, 0, Piece(node, me), wanted);
            }

            foreach (var wanted in Wanted(me, left, right))
            {
                Add(receives, rank, 0, Piece(node, rank), wanted);
            }
        }

        return new(TagsOfAWay + height, [.. sends], [.. receives], 0, 0, 0, 0);
    }

    /// <summary>What a process held of the two: pieces that do not overlap.</summary>
    private (int First, int End)[] Wanted(int rank, Holders left, Holders right)
    {
        if (!(left.Contains(rank) && right.Contains(rank)))
        {
            return [Piece(left.Contains(rank) ? left : right, rank)];
        }

        // The last piece of the left sum and the first of the right one.
        var (last, start) = (Piece(left, rank), Piece(right, rank));
        return start.End >= last.First ? [(first, first + count)] : [start, last];
    }

    private static void Add(List<Transfer> transfers, int rank, int slot, (int First, int End) one, (int First, int End) other)
    {
        var (first, end) = (Math.Max(one.First, other.First), Math.Min(one.End, other.End));
        if (end > first)
        {
            transfers.Add(new(rank, slot, first, end - first));
        }
    }

    /// <summary>The elements of a node's sum that a process holds.</summary>
    private (int First, int End) Piece(Holders node, int rank) => (Bound(node, rank), Bound(node, rank + 1));

    private int Bound(Holders node, int rank) => first + (int)((long)count * (rank - node.First) / (node.Last - node.First + 1));

    private int Owner(int shard) => (int)((((shard + 1L) * group.Size) - 1) / group.Shards);

    /// <summary>Who holds the sum of a node.</summary>
    /// <param name="First">The first process.</param>
    /// <param name="Last">The last.</param>
    /// <param name="Slot">The slot that this process holds its piece in, if it has one.</param>
    private readonly record struct Holders(int First, int Last, int Slot)
    {
        public bool Contains(int rank) => rank >= First && rank <= Last;
    }
}
