using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

public sealed class WorkerTeamTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(2, 7)]
    [InlineData(3, 100)]
    [InlineData(8, 3)]
    [InlineData(64, 1000)]
    public void Run_ManyTimes_EveryItemIsDoneOnceEachTime(int members, int items)
    {
        var team = new WorkerTeam();
        var counts = new int[items];
        var job = new Job(items, item => Interlocked.Increment(ref counts[item]));

        for (var round = 1; round <= 100; round++)
        {
            team.Run(job, members);
            counts.Should().AllBeEquivalentTo(round);
        }
    }

    [Fact]
    public void Run_NoItems_DoesNothing() => new WorkerTeam().Run(new Job(0, _ => throw new InvalidOperationException()), 4);

    [Fact]
    public void Run_ItemsThatWaitForEachOther_RunOnDifferentThreadsAtTheSameTime()
    {
        var team = new WorkerTeam();
        var threads = new int[3];
        using var meeting = new Barrier(3);

        team.Run(
            new Job(3, item =>
            {
                threads[item] = Environment.CurrentManagedThreadId;
                meeting.SignalAndWait();
            }),
            3);

        threads.Should().OnlyHaveUniqueItems().And.Contain(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void Run_LimitedToFewerThanBefore_UsesNoMore()
    {
        var team = new WorkerTeam();
        team.Run(new Job(100, _ => Thread.SpinWait(100)), 8);
        var threads = new int[200];

        for (var round = 0; round < 50; round++)
        {
            team.Run(new Job(200, item => threads[item] = Environment.CurrentManagedThreadId), 2);
            threads.Distinct().Should().HaveCountLessThanOrEqualTo(2);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(57)]
    public void Run_AnItemThrows_TheCallerSeesItAndTheTeamGoesOn(int failing)
    {
        var team = new WorkerTeam();
        var job = new Job(100, item =>
        {
            if (item == failing)
            {
                throw new InvalidOperationException("item failed");
            }
        });

        for (var round = 0; round < 20; round++)
        {
            team.Invoking(t => t.Run(job, 4)).Should().Throw<InvalidOperationException>().WithMessage("item failed");
        }

        var ran = 0;
        team.Run(new Job(100, _ => Interlocked.Increment(ref ran)), 4);
        ran.Should().Be(100);
    }

    [Fact]
    public void Run_InsideAJob_RunsOnItsOwnThreadAlone()
    {
        var team = new WorkerTeam();
        var threads = new HashSet<int>[3];
        team.Run(
            new Job(3, item =>
            {
                threads[item] = [Environment.CurrentManagedThreadId];
                team.Run(new Job(50, _ => threads[item].Add(Environment.CurrentManagedThreadId)), 3);
            }),
            3);

        threads.Should().OnlyContain(set => set.Count == 1);
    }

    [Fact]
    public void Run_FromManyThreadsAtOnce_EveryCallIsDoneWhole()
    {
        var team = new WorkerTeam();
        var wrong = 0;
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            var done = new int[9];
            var job = new Job(9, item => done[item]++);
            for (var round = 1; round <= 500; round++)
            {
                team.Run(job, 4);
                if (done.Any(count => count != round))
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        })).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        wrong.Should().Be(0);
    }

    [Fact]
    public void Run_AfterALongPause_WakesTheSleepingWorkers()
    {
        var team = new WorkerTeam();
        for (var round = 0; round < 5; round++)
        {
            using var meeting = new Barrier(3);
            team.Run(new Job(3, _ => meeting.SignalAndWait()), 3);
            Thread.Sleep(20);
        }
    }

    [Fact]
    public void Run_AfterTheFirst_AllocatesNothing()
    {
        var team = new WorkerTeam();
        var job = new Job(20, _ => Thread.SpinWait(10));
        Allocations.Of(() => team.Run(job, 3)).Should().Be(0);
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(2, 5)]
    [InlineData(0, 2)]
    public void FirstItem_ByDefault_DividesAllItemsEvenly(int items, int members)
    {
        ITeamJob job = new Job(items, _ => { });

        var lengths = Enumerable.Range(0, members).Select(member => job.FirstItem(member + 1, members) - job.FirstItem(member, members))
            .ToList();

        job.FirstItem(0, members).Should().Be(0);
        lengths.Sum().Should().Be(items);
        (lengths.Max() - lengths.Min()).Should().BeLessThanOrEqualTo(1);
    }

    private sealed class Job(int items, Action<int> action) : ITeamJob
    {
        public int Items => items;

        public void Run(int item) => action(item);
    }
}
