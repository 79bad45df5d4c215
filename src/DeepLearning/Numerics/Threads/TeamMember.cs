using System.Runtime.InteropServices;

namespace DeepLearning.Numerics;

/// <summary>Which of how many members of a team runs a job.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct TeamMember(WorkerTeam? team, int index, int count)
{
    /// <summary>From 0, which is the thread that called for the job, to <see cref="Count"/> - 1.</summary>
    public int Index { get; } = index;

    public int Count { get; } = count;

    /// <summary>Waits until every member has come here; what they wrote before is then visible.</summary>
    public void Barrier() => team?.Barrier(Count);

    /// <summary>This member's share of <paramref name="total"/> items, in units of <paramref name="unit"/> items.</summary>
    public (int Start, int Length) Share(int total, int unit = 1)
    {
        var units = (total + unit - 1) / unit;
        var start = Math.Min(total, (int)((long)units * Index / Count) * unit);
        var end = Math.Min(total, (int)((long)units * (Index + 1) / Count) * unit);
        return (start, end - start);
    }
}
