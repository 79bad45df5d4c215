using System.Runtime.ExceptionServices;

namespace DeepLearning.Numerics;

/// <summary>
/// The threads that share the work of a training step or a prediction: the caller and background workers, which spin for some
/// microseconds after a job, so that the next one starts at once, and sleep after that.
/// </summary>
/// <remarks>
/// One team serves the process. A call that finds it busy (another training, a job within a job) runs on its own thread alone:
/// there are never more threads at work than callers and processors. Running a job allocates nothing but the threads, once.
/// </remarks>
internal sealed class WorkerTeam
{
    private Worker[] workers = [];
    private ITeamJob? job;
    private ExceptionDispatchInfo? failure;
    private volatile bool aborted;
    private int busy;
    private int running;
    private int arrived;
    private volatile int phase;

    /// <summary>The team of the process.</summary>
    public static WorkerTeam Shared { get; } = new();

    /// <summary>Runs the job on up to <paramref name="members"/> threads, of which the caller is one, and waits for all.</summary>
    /// <exception cref="Exception">The first exception of any member; the other members are released from their barriers.</exception>
    public void Run(ITeamJob job, int members)
    {
        if (members <= 1 || Interlocked.CompareExchange(ref busy, 1, 0) != 0)
        {
            job.Run(new TeamMember(null, 0, 1));
            return;
        }

        try
        {
            Grow(members - 1);
            this.job = job;
            failure = null;
            aborted = false;
            arrived = 0;
            Volatile.Write(ref running, members);
            for (var index = 0; index < members - 1; index++)
            {
                workers[index].Start(members);
            }

            RunMember(0, members);
            var patience = default(Patience);
            while (Volatile.Read(ref running) != 0)
            {
                patience.Wait();
            }

            this.job = null;
            failure?.Throw();
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    internal void Barrier(int members)
    {
        var current = phase;
        if (Interlocked.Increment(ref arrived) == members)
        {
            arrived = 0;
            phase = current + 1;
            return;
        }

        var patience = default(Patience);
        while (phase == current)
        {
            if (aborted)
            {
                throw new AbandonedException();
            }

            patience.Wait();
        }
    }

    private void RunMember(int index, int members)
    {
        try
        {
            job!.Run(new TeamMember(this, index, members));
        }
        catch (AbandonedException)
        {
            // Another member has failed and says why.
        }
#pragma warning disable CA1031 // It is thrown again on the caller's thread.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            aborted = true;
        }

        Interlocked.Decrement(ref running);
    }

    private void Grow(int count)
    {
        if (workers.Length >= count)
        {
            return;
        }

        var grown = new Worker[count];
        workers.CopyTo(grown, 0);
        for (var index = workers.Length; index < count; index++)
        {
            grown[index] = new Worker(this, index + 1);
        }

        workers = grown;
    }

    /// <summary>What a member waiting at a barrier gets when another has failed.</summary>
    private sealed class AbandonedException : Exception;

    private sealed class Worker
    {
        private const int SpinMicroseconds = 50;
        private readonly WorkerTeam team;
        private readonly int index;
        private readonly object gate = new();
        private bool isWoken;
        private int members;
        private int isParked;

        public Worker(WorkerTeam team, int index)
        {
            this.team = team;
            this.index = index;
            new Thread(Loop) { IsBackground = true, Name = $"DeepLearning worker {index}" }.Start();
        }

        public void Start(int count)
        {
            Volatile.Write(ref members, count);
            Interlocked.MemoryBarrier();
            if (Interlocked.Exchange(ref isParked, 0) == 1)
            {
                lock (gate)
                {
                    isWoken = true;
                    Monitor.Pulse(gate);
                }
            }
        }

        private void Loop()
        {
            while (true)
            {
                var count = AwaitWork();
                members = 0;
                team.RunMember(index, count);
            }
        }

        private int AwaitWork()
        {
            var patience = default(Patience);
            while (true)
            {
                var count = Volatile.Read(ref members);
                if (count != 0)
                {
                    return count;
                }

                if (patience.Microseconds < SpinMicroseconds)
                {
                    patience.Spin();
                    continue;
                }

                Volatile.Write(ref isParked, 1);
                Interlocked.MemoryBarrier();

                // Work that came before the flag was seen has not woken anybody.
                if (Volatile.Read(ref members) == 0 || Interlocked.Exchange(ref isParked, 0) == 0)
                {
                    Sleep();
                }
            }
        }

        private void Sleep()
        {
            lock (gate)
            {
                while (!isWoken)
                {
                    Monitor.Wait(gate);
                }

                isWoken = false;
            }
        }
    }
}
