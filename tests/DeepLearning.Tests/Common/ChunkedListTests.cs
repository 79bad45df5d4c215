namespace DeepLearning.Tests;

public sealed class ChunkedListTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 100_000)]
    [InlineData(16_384, 16_385)]
    [InlineData(100_000, 100_000)]
    [InlineData(100_000, 99_000)]
    [InlineData(100_000, 10)]
    [InlineData(10, 50_000)]
    public void ToMemory_HoldsAllInOrder_WhateverWasExpected(int expected, int count)
    {
        var list = new ChunkedList<int>(expected);
        for (var i = 0; i < count; i++)
        {
            list.Add(i);
        }

        list.Count.Should().Be(count);
        list.ToMemory().ToArray().Should().Equal(Enumerable.Range(0, count));
    }

    [Fact]
    public void ToMemory_OfAboutTheExpectedLength_CopiesNothing()
    {
        var list = new ChunkedList<int>(expected: 1000);
        for (var i = 0; i < 990; i++)
        {
            list.Add(i);
        }

        list.ToMemory().Equals(list.ToMemory()).Should().BeTrue();
    }
}
