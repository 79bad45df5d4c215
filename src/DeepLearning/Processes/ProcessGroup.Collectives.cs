using System.Runtime.InteropServices;
using System.Text;

namespace DeepLearning.Processes;

/// <content>What all processes do together.</content>
public abstract partial class ProcessGroup
{
    private const int CollectiveTag = 0;

    private byte[] gathered = [];

    /// <summary>Gathers what every process gives, in the order of the processes; all give as much.</summary>
    /// <remarks>
    /// In ⌈log₂ P⌉ rounds: having the blocks of the next n processes, each sends them n back, and has those of the next 2n. Source: Bruck,
    /// Ho, Kipnis, Upfal and Weathersby, "Efficient algorithms for all-to-all communications in multiport message-passing systems", 1997.
    /// </remarks>
    /// <param name="mine">What this process gives.</param>
    /// <param name="all">Receives what all give: <see cref="Size"/> times as long.</param>
    internal void AllGather<TItem>(ReadOnlySpan<TItem> mine, Span<TItem> all)
        where TItem : unmanaged
    {
        var given = MemoryMarshal.AsBytes(mine);
        var result = MemoryMarshal.AsBytes(all);
        var block = given.Length;
        if (gathered.Length < block * Size)
        {
            var length = ArrayLength.Of(block, Size, "What all processes give", nameof(mine));
            gathered = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        }

        given.CopyTo(gathered);
        for (var held = 1; held < Size;)
        {
            var count = Math.Min(held, Size - held);
            var receiving = BeginReceive((Rank + held) % Size, CollectiveTag, gathered.AsSpan(held * block, count * block));
            var sending = BeginSend((Rank - held + Size) % Size, CollectiveTag, gathered.AsSpan(0, count * block));
            Await(receiving);
            Await(sending);
            held += count;
        }

        // The first block is this process' own, and the others follow it round.
        for (var i = 0; i < Size; i++)
        {
            gathered.AsSpan(i * block, block).CopyTo(result.Slice((Rank + i) % Size * block, block));
        }
    }

    /// <summary>Gathers a text of every process.</summary>
    internal string[] AllGather(string mine) => Array.ConvertAll(AllGather(Encoding.UTF8.GetBytes(mine)), Encoding.UTF8.GetString);

    /// <summary>Gathers bytes of every process, of each as many as it gives.</summary>
    internal byte[][] AllGather(byte[] mine)
    {
        var lengths = new int[Size];
        AllGather<int>([mine.Length], lengths);
        var longest = lengths.Max();
        var all = new byte[ArrayLength.Of(longest, Size, "What all processes say", nameof(mine))];
        var padded = new byte[longest];
        mine.CopyTo(padded, 0);
        AllGather<byte>(padded, all);
        return [.. lengths.Select((length, rank) => all.AsSpan(rank * longest, length).ToArray())];
    }

    /// <summary>Whether any process says yes.</summary>
    internal bool Any(bool mine)
    {
        Span<byte> all = stackalloc byte[Math.Min(Size, 1024)];
        all = Size > all.Length ? new byte[Size] : all;
        AllGather([(byte)(mine ? 1 : 0)], all);
        return all.Contains((byte)1);
    }

    /// <summary>Waits until an operation is complete.</summary>
    internal void Await(int operation) => Await((this, operation), static on => on.Item1.IsComplete(on.operation));
}
