using DeepLearning.Numerics;

namespace DeepLearning.Tests;

public sealed class ThreadChoiceTests
{
    private readonly ThreadChoice choice = new();
    private long now;

    [Fact]
    public void Begin_AtFirst_TriesBothWays() => Steps(8, together: 10, alone: 10).Should().Equal(3, 3, 3, 3, 1, 1, 1, 1);

    [Theory]
    [InlineData(60, 100, 3)]
    [InlineData(100, 60, 1)]
    public void Begin_AfterTheTrial_IsTheFasterWay(long together, long alone, int expected)
    {
        Steps(8, together, alone);

        Steps(200, together, alone).Should().OnlyContain(members => members == expected);
    }

    [Fact]
    public void Begin_WhenTheMachineChanges_ChangesToo()
    {
        Steps(256, together: 60, alone: 100);
        Steps(256, together: 150, alone: 100).Should().HaveElementAt(255, 1);
        Steps(256, together: 60, alone: 100).Should().HaveElementAt(255, 3);
    }

    [Fact]
    public void End_OneSlowStep_DoesNotDecide()
    {
        Steps(2, together: 60, alone: 100);
        Steps(1, together: 900, alone: 100);
        Steps(5, together: 60, alone: 100);

        Steps(1, together: 60, alone: 100).Should().Equal(3);
    }

    [Fact]
    public void End_ASmallerBatch_CountsForItsExamples()
    {
        Steps(4, together: 60, alone: 100);
        Steps(4, together: 60, alone: 50, examples: 16);

        Steps(1, together: 60, alone: 100).Should().Equal(3);
    }

    private int[] Steps(int count, long together, long alone, int examples = 32) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var members = choice.Begin(3, now);
        now += members == 3 ? together : alone;
        choice.End(examples, now);
        return members;
    })];
}
