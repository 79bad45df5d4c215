namespace DeepLearning.Tests.Processes;

/// <summary>A schedule that asks before every step of a run how many bytes its thread has allocated.</summary>
internal sealed class StepAllocations(int steps) : Schedule
{
    private readonly long[] allocated = new long[steps];
    private int seen;

    public override string Name => "allocations";

    /// <summary>The median of the bytes from a step to the next.</summary>
    public long Median => allocated.Take(seen).Zip(allocated.Skip(1).Take(seen), (before, after) => after - before).Order()
        .ElementAt(seen / 2);

    public override double Factor(ScheduleContext context)
    {
        if (seen < steps)
        {
            allocated[seen++] = GC.GetAllocatedBytesForCurrentThread();
        }

        return 1;
    }
}
