using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

[Collection(nameof(BackendTests))]
public sealed class SharedThreadsTests : IDisposable
{
    private readonly int threads = Backend.Threads;

    public void Dispose() => Backend.Threads = threads;

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(20, 1)]
    [InlineData(20, 3)]
    [InlineData(3, 20)]
    public void Run_AnyNumber_EveryActionOnceAndNoMoreAtOnceThanAsked(int actions, int atOnce)
    {
        var (counts, running, most) = (new int[actions], 0, 0);
        SharedThreads.Run(actions, atOnce, action =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            Interlocked.Increment(ref counts[action]);
            Thread.SpinWait(1000);
            Interlocked.Decrement(ref running);
        });
        counts.Should().AllBeEquivalentTo(1);
        most.Should().BeLessThanOrEqualTo(atOnce);
    }

    [Fact]
    public void Run_WithinAnAction_TheShareIsSharedAgainAndThenGivenBack()
    {
        Backend.Threads = 12;
        SharedThreads.Run(3, 3, _ =>
        {
            Backend.Threads.Should().Be(4);
            SharedThreads.Run(2, 2, _ => Backend.Threads.Should().Be(2));
            Backend.Threads.Should().Be(4);
        });
        Backend.Threads.Should().Be(12);
    }

    [Fact]
    public void Run_AnActionThatFails_IsThrownOnTheCallersThreadAndNothingElseIsBegun()
    {
        var begun = 0;
        Failure.Of<FormatException>(() => SharedThreads.Run(100, 1, action =>
        {
            begun++;
            _ = action == 2 ? throw new FormatException("third") : 0;
        })).Should().Be("third");
        begun.Should().Be(3);
        Failure.Of<FormatException>(() => SharedThreads.Run(8, 4, _ => throw new FormatException("any"))).Should().Be("any");
        Backend.LimitOfThisThread.Should().Be(0);
    }

    private static void InterlockedMax(ref int place, int value)
    {
        for (var seen = Volatile.Read(ref place); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref place, value, seen);
            seen = before == seen ? value : before;
        }
    }
}
