namespace DeepLearning.Tests;

/// <summary>How much an action allocates on the thread that calls it.</summary>
internal static class Allocations
{
    /// <summary>
    /// The least of some tries: when another thread collects garbage, this one is charged for what is left of its allocation buffer.
    /// </summary>
    public static long Of(Action action)
    {
        const int Tries = 5;
        action();
        action();
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
