namespace DeepLearning.Tests;

public sealed class NameIndexTests
{
    [Fact]
    public void Of_FindsTheFirstOfEqualNames_CharacterByCharacter()
    {
        var index = new NameIndex(["a", "b", "A", "b", "a"]);
        (index.Of("a"), index.Of("b"), index.Of("A"), index.Of("c")).Should().Be((0, 1, 2, -1));
        index.Repeated.Should().Be((1, 3));
        new NameIndex([]).Repeated.Should().BeNull();
    }

    [Fact]
    public void Of_ManyNames_ComparesEachAFewTimes()
    {
        const int Count = 100_000;
        string[] names = [.. Enumerable.Range(0, Count).Select(i => $"column {i}")];
        var counting = new Counting();
        var index = new NameIndex(names, counting);
        for (var i = 0; i < Count; i++)
        {
            index.Of(names[i]).Should().Be(i);
        }

        counting.Calls.Should().BeInRange(2 * Count, 6 * Count);
    }

    /// <summary>Counts how often it is asked; its hash codes are the same in every process.</summary>
    private sealed class Counting : IEqualityComparer<string>
    {
        public long Calls { get; private set; }

        public bool Equals(string? x, string? y)
        {
            Calls++;
            return string.Equals(x, y, StringComparison.Ordinal);
        }

        public int GetHashCode(string obj)
        {
            Calls++;
            return obj.Aggregate(17, (hash, character) => unchecked((hash * 31) + character));
        }
    }
}
