using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

/// <summary>
/// A job whose items wait for each other, so that every member of a team does one, and then take turns. Allocates nothing while it runs.
/// </summary>
internal sealed class TeamMeeting(WorkerTeam team, int members) : ITeamJob
{
    private int arrived;
    private int turn;
    private Action? action;
    private long bytes;

    public int Items => members;

    /// <summary>Does something on the thread of every member, one after another.</summary>
    public void Run(Action? onEach)
    {
        (arrived, turn, bytes, action) = (0, 0, 0, onEach);
        team.Run(this, members);
    }

    /// <summary>What all members together have allocated since their threads began.</summary>
    public long AllocatedBytes()
    {
        Run(onEach: null);
        return bytes;
    }

    public void Run(int item)
    {
        Interlocked.Increment(ref arrived);
        while (Volatile.Read(ref arrived) < members || Volatile.Read(ref turn) != item)
        {
            Thread.Yield();
        }

        try
        {
            action?.Invoke();
            bytes += GC.GetAllocatedBytesForCurrentThread();
        }
        finally
        {
            Volatile.Write(ref turn, item + 1);
        }
    }
}
