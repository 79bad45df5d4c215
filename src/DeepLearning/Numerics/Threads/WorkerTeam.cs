using System.Runtime.ExceptionServices;
using System.Runtime.Loader;

namespace DeepLearning.Numerics;

/// <summary>
/// The threads that share the items of a job: the caller and background workers, which spin for some microseconds after a job, so that
/// the next one starts at once, and sleep after that.
/// </summary>
/// <remarks>
/// <para>
/// One team serves the process. A call that finds it busy (another training, a job within a job) does all items on its own thread:
/// there are never more threads at work than callers and processors. Running a job allocates nothing but the threads, once.
/// </para>
/// <para>
/// Every member has items of its own, and helps the others when they are done. So nobody waits for a thread that the
/// operating system has not yet given a processor: on a busy machine the caller does the work itself.
/// </para>
/// </remarks>
internal sealed class WorkerTeam
{
    private Worker[] workers = [];
    private TeamShare[] shares = [new TeamShare()];
    private ITeamJob? job;
    private int members;
    private ExceptionDispatchInfo? failure;
    private volatile bool hasFailed;
    private int isBusy;
    private int isOpen;
    private int inside;
    private int done;

    /// <summary>The team of the process, or of the load context that can be unloaded and that the library was loaded into.</summary>
    public static WorkerTeam Shared { get; } = OfThisContext();

    /// <summary>Does every item of a job, on up to <paramref name="most"/> threads of which the caller is one.</summary>
    /// <exception cref="Exception">The first exception of any item; items that had not begun by then are not done.</exception>
    public void Run(ITeamJob job, int most)
    {
        var items = job.Items;
        most = Math.Min(most, items);
        if (most <= 1 || Interlocked.CompareExchange(ref isBusy, 1, 0) != 0)
        {
            for (var item = 0; item < items; item++)
            {
                job.Run(item);
            }

            return;
        }

        try
        {
            Open(job, most);
            Work(0);
            var backoff = default(SpinBackoff);
            while (Volatile.Read(ref done) < items)
            {
                backoff.Wait();
            }

            Close();
            failure?.Throw();
        }
        finally
        {
            Volatile.Write(ref isBusy, 0);
        }
    }

    /// <summary>Ends the workers for good: from then on every call does its items on its own thread.</summary>
    private void Retire()
    {
        var backoff = default(SpinBackoff);
        while (Interlocked.CompareExchange(ref isBusy, 1, 0) != 0)
        {
            backoff.Wait();
        }

        foreach (var worker in workers)
        {
            worker.End();
        }
    }

    /// <summary>A thread of a context keeps it from being unloaded, so the workers end when the application asks for that.</summary>
    private static WorkerTeam OfThisContext()
    {
        var team = new WorkerTeam();
        if (AssemblyLoadContext.GetLoadContext(typeof(WorkerTeam).Assembly) is { IsCollectible: true } context)
        {
            context.Unloading += _ => team.Retire();
        }

        return team;
    }

    private void Open(ITeamJob next, int most)
    {
        Grow(most - 1);
        next.Reserve(Scratch.Own);
        for (var index = 0; index < most - 1; index++)
        {
            // Whoever comes late to its first item finds what it needs.
            next.Reserve(workers[index].Scratch);
        }

        job = next;
        members = most;
        failure = null;
        hasFailed = false;
        done = 0;
        for (var member = 0; member < most; member++)
        {
            shares[member].Next = next.FirstItem(member, most);
            shares[member].End = next.FirstItem(member + 1, most);
        }

        Interlocked.Exchange(ref isOpen, 1);
        for (var index = 0; index < most - 1; index++)
        {
            workers[index].Wake();
        }
    }

    private void Close()
    {
        Interlocked.Exchange(ref isOpen, 0);

        // A worker that is inside has no item any more, but may be looking for one.
        var backoff = default(SpinBackoff);
        while (Volatile.Read(ref inside) != 0)
        {
            backoff.Wait();
        }

        job = null;
    }

    /// <summary>What a worker does when it wakes: the job may be over by then, and another may have begun.</summary>
    private void Help(int member)
    {
        Interlocked.Increment(ref inside);
        if (Volatile.Read(ref isOpen) == 1 && member < members)
        {
            Work(member);
        }

        Interlocked.Decrement(ref inside);
    }

    private void Work(int member)
    {
        for (var other = 0; other < members; other++)
        {
            ref var share = ref shares[(member + other) % members];
            while (Volatile.Read(ref share.Next) < share.End && Interlocked.Increment(ref share.Next) is var next && next <= share.End)
            {
                RunItem(next - 1);
            }
        }
    }

    private void RunItem(int item)
    {
        try
        {
            if (!hasFailed)
            {
                job!.Run(item);
            }
        }
#pragma warning disable CA1031 // It is thrown again on the caller's thread.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            hasFailed = true;
        }

        Interlocked.Increment(ref done);
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
        shares = new TeamShare[count + 1];
    }

    private sealed class Worker
    {
        private const int SpinMicroseconds = 50;
        private readonly WorkerTeam team;
        private readonly int member;
        private readonly object gate = new();
        private int isWanted;
        private int isReady;
        private int isParked;
        private readonly Thread thread;
        private bool isWoken;
        private volatile bool isEnding;

        public Worker(WorkerTeam team, int member)
        {
            this.team = team;
            this.member = member;
            thread = new Thread(Loop) { IsBackground = true, Name = $"DeepLearning worker {member}" };
            thread.Start();

            // What a thread allocates at its start it allocates now, and not in the middle of a later job.
            var backoff = default(SpinBackoff);
            while (Volatile.Read(ref isReady) == 0)
            {
                backoff.Wait();
            }
        }

        public void End()
        {
            isEnding = true;
            Wake();
            thread.Join();
        }

        /// <summary>The memory of the worker's thread; for others only while there is no job.</summary>
        public Scratch Scratch { get; } = new();

        public void Wake()
        {
            Interlocked.Exchange(ref isWanted, 1);
            if (Volatile.Read(ref isParked) == 1 && Interlocked.Exchange(ref isParked, 0) == 1)
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
            Scratch.Own = Scratch;
            Volatile.Write(ref isReady, 1);
            for (AwaitWork(); !isEnding; AwaitWork())
            {
                team.Help(member);
            }
        }

        private void AwaitWork()
        {
            var backoff = default(SpinBackoff);
            while (Volatile.Read(ref isWanted) == 0 || Interlocked.Exchange(ref isWanted, 0) == 0)
            {
                if (backoff.Microseconds < SpinMicroseconds)
                {
                    backoff.Spin();
                    continue;
                }

                Interlocked.Exchange(ref isParked, 1);

                // Work that came before the flag was seen has not woken anybody.
                if (Volatile.Read(ref isWanted) == 0 || Interlocked.Exchange(ref isParked, 0) == 0)
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
