using DeepLearning.Processes;

namespace DeepLearning.Tests.Processes;

/// <summary>What processes do together, whatever is trained.</summary>
public class ProcessGroupTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(13)]
    public void AllGather_GivesEveryProcess_WhatAllGave(int size)
    {
        var all = ThreadProcessGroup.Run(size, 16, group =>
        {
            var gathered = new long[2 * size];
            group.AllGather<long>([group.Rank, 100 + group.Rank], gathered);
            return gathered;
        });

        all.Should().AllBeEquivalentTo(
            Enumerable.Range(0, size).SelectMany(rank => new long[] { rank, 100 + rank }), options => options.WithStrictOrdering());
    }

    [Fact]
    public void AllGather_OfTexts_KeepsTheirLengths() =>
        ThreadProcessGroup.Run(5, 8, group => string.Join('|', group.AllGather(new string('ü', group.Rank)))).Should()
            .AllBe("|ü|üü|üüü|üüüü");

    [Fact]
    public void Any_IsWhatOneSays() => ThreadProcessGroup.Run(3, 4, group => (group.Any(group.Rank == 2), group.Any(false))).Should()
        .AllBeEquivalentTo((true, false));

    /// <summary>The law that everything rests on: whoever has which shards, the sum is that of the tree.</summary>
    [Fact]
    public void Sums_AreThoseOfTheTree_ForEveryNumberOfProcesses()
    {
        const int Length = 101;
        foreach (var shards in new[] { 1, 2, 8, 32 })
        {
            var values = Enumerable.Range(0, shards)
                .Select(shard => Enumerable.Range(0, Length).Select(i => (float)Math.Sin((shard * 1000) + i)).ToArray()).ToArray();
            var expected = Enumerable.Range(0, Length).Select(i => Tree([.. values.Select(value => value[i])])).ToArray();
            for (var size = 1; size <= shards; size++)
            {
                foreach (var sum in ThreadProcessGroup.Run(size, shards, group => Sum(group, values, Length)))
                {
                    sum.Should().Equal(expected, $"{size} processes with {shards} shards sum in one order");
                }
            }
        }
    }

    [Fact]
    public void Shards_AreDividedEvenly_AndAllOfThem()
    {
        for (var size = 1; size <= 16; size++)
        {
            var counts = ThreadProcessGroup.Run(size, 16, group => (group.FirstShard, group.ShardCount));
            counts.Sum(own => own.ShardCount).Should().Be(16);
            (counts.Max(own => own.ShardCount) - counts.Min(own => own.ShardCount)).Should().BeLessThanOrEqualTo(1);
        }
    }

    [Fact]
    public void PartsOfExamples_FollowOneAnother()
    {
        var parts = ThreadProcessGroup.Run(3, 8, group => group.PartOf(1003));

        parts.Should().Equal((0, 251), (251, 376), (627, 376));
        parts.Sum(part => part.Count).Should().Be(1003);
    }

    [Theory]
    [InlineData(0, 0, 8, "size")]
    [InlineData(2, 2, 8, "the number of a process, from 0 to 1")]
    [InlineData(0, 1, 6, "a power of two")]
    [InlineData(0, 1, 0, "a power of two")]
    [InlineData(0, 9, 8, "at least 16: there are 9 processes")]
    public void BadNumbers_AreRefused(int rank, int size, int shards, string message) =>
        new Func<ProcessGroup>(() => new Alone(rank, size, shards)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage($"*{message}*");

    private static float[] Sum(ProcessGroup group, float[][] values, int length)
    {
        var tree = new ShardTree(group);
        var slots = Enumerable.Range(0, tree.Slots + 1).Select(_ => GC.AllocateArray<float>(length, pinned: true)).ToArray();
        for (var own = 0; own < tree.Count; own++)
        {
            var sum = (float[])values[tree.First + own].Clone();
            for (var i = tree.Additions(own) - 1; i >= 0; i--)
            {
                sum = [.. sum.Zip(slots[tree.Slot(own) + i], (right, left) => left + right)];
            }

            sum.CopyTo(slots[tree.Slot(own)], 0);
        }

        // In two pieces, as buckets are, side by side.
        TreeReduction<float>[] pieces =
        [
            new(group, slots, ExchangePlan.Of(group, tree, 0, 40), 0), new(group, slots, ExchangePlan.Of(group, tree, 40, length - 40), 1),
        ];
        Array.ForEach(pieces, piece => piece.Begin());
        while (!(pieces[1].Advance() & pieces[0].Advance()))
        {
            Thread.Yield();
        }

        return slots[0];
    }

    private static float Tree(ReadOnlySpan<float> values) =>
        values.Length == 1 ? values[0] : Tree(values[..(values.Length / 2)]) + Tree(values[(values.Length / 2)..]);

    private sealed class Alone(int rank, int size, int shards) : ProcessGroup(rank, size, shards)
    {
        protected internal override int BeginSend(int rank, int tag, ReadOnlySpan<byte> values) => throw new NotSupportedException();

        protected internal override int BeginReceive(int rank, int tag, Span<byte> values) => throw new NotSupportedException();

        protected internal override bool IsComplete(int operation) => throw new NotSupportedException();
    }
}
