using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

public sealed class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(64)]
    public void Run_ManyTimes_EveryMemberRunsOnceEachTime(int members)
    {
        var team = new WorkerTeam();
        var counts = new int[members];
        var job = new Job(member =>
        {
            member.Count.Should().Be(members);
            Interlocked.Increment(ref counts[member.Index]);
        });

        for (var round = 0; round < 50; round++)
        {
            team.Run(job, members);
        }

        counts.Should().AllBeEquivalentTo(50);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Barrier_Always_ShowsWhatTheOthersWroteBefore(int members)
    {
        var team = new WorkerTeam();
        var values = new int[members];
        var mismatches = 0;
        var job = new Job(member =>
        {
            for (var round = 1; round <= 200; round++)
            {
                values[member.Index] = round;
                member.Barrier();
                if (values.Any(value => value != round))
                {
                    Interlocked.Increment(ref mismatches);
                }

                member.Barrier();
            }
        });

        team.Run(job, members);

        mismatches.Should().Be(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Run_MemberThrows_OthersLeaveTheirBarriersAndTheCallerSeesIt(int failing)
    {
        var team = new WorkerTeam();
        var job = new Job(member =>
        {
            if (member.Index == failing)
            {
                throw new InvalidOperationException("member failed");
            }

            member.Barrier();
        });

        for (var round = 0; round < 20; round++)
        {
            team.Invoking(t => t.Run(job, 4)).Should().Throw<InvalidOperationException>().WithMessage("member failed");
        }

        var ran = 0;
        team.Run(
            new Job(member =>
            {
                member.Barrier();
                Interlocked.Increment(ref ran);
            }),
            4);
        ran.Should().Be(4);
    }

    [Fact]
    public void Run_InsideAJob_RunsOnItsOwnThreadAlone()
    {
        var team = new WorkerTeam();
        var inner = new int[3];
        var counts = new int[3];
        var job = new Job(member => team.Run(
            new Job(nested =>
            {
                nested.Barrier();
                counts[member.Index] = nested.Count;
                inner[member.Index]++;
            }),
            3));

        team.Run(job, 3);

        inner.Should().Equal(1, 1, 1);
        counts.Should().Equal(1, 1, 1);
    }

    [Fact]
    public void Run_FromManyThreadsAtOnce_EveryCallIsDoneWhole()
    {
        var team = new WorkerTeam();
        var wrong = 0;
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            var done = new int[4];
            var job = new Job(member =>
            {
                var (start, length) = member.Share(4);
                for (var item = start; item < start + length; item++)
                {
                    done[item]++;
                }

                member.Barrier();
            });
            for (var round = 1; round <= 200; round++)
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
            var ran = 0;
            team.Run(new Job(_ => Interlocked.Increment(ref ran)), 3);
            ran.Should().Be(3);
            Thread.Sleep(20);
        }
    }

    [Fact]
    public void Run_AfterTheFirst_AllocatesNothing()
    {
        var team = new WorkerTeam();
        var job = new Job(member => member.Barrier());
        team.Run(job, 3);
        team.Run(job, 3);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var round = 0; round < 100; round++)
        {
            team.Run(job, 3);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Theory]
    [InlineData(10, 1, 3)]
    [InlineData(10, 4, 3)]
    [InlineData(0, 1, 2)]
    [InlineData(1, 16, 2)]
    [InlineData(209, 8, 7)]
    public void Share_AnyCount_CoversEveryItemOnceInWholeUnits(int total, int unit, int members)
    {
        var next = 0;
        for (var index = 0; index < members; index++)
        {
            var (start, length) = new TeamMember(null, index, members).Share(total, unit);
            start.Should().Be(next);
            length.Should().BeGreaterThanOrEqualTo(0);
            (start % unit == 0 || start == total).Should().BeTrue();
            next = start + length;
        }

        next.Should().Be(total);
    }

    private sealed class Job(Action<TeamMember> action) : ITeamJob
    {
        public void Run(TeamMember member) => action(member);
    }
}
