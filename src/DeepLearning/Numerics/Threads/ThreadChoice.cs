namespace DeepLearning.Numerics;

/// <summary>
/// Whether the steps of a run are faster on many threads or on one, found by trying: from time to time a few steps run each way, and the
/// faster way has the rest.
/// </summary>
/// <remarks>
/// What another thread is worth cannot be told from the shapes alone. Weights that one core has changed must travel to the others before
/// the next step, which takes next to nothing between cores of one cache and more than the step itself between cores of two, and where the
/// threads of a virtual machine run may change under way. The bits of a step do not depend on its threads, so trying costs nothing but
/// time.
/// </remarks>
internal sealed class ThreadChoice
{
    private const int Period = 256;
    private const int Trial = 4;
    private readonly double[] best = [0, 0];
    private int turn;
    private long began;
    private bool together;

    /// <summary>How many threads the step that begins should run on: one, or all.</summary>
    /// <param name="all">The most threads that the step can use.</param>
    /// <param name="now">The time on any clock.</param>
    public int Begin(int all, long now)
    {
        together = turn < 2 * Trial ? turn < Trial : best[1] <= best[0];
        began = now;
        return together ? all : 1;
    }

    /// <summary>Notes how long the step took that has ended.</summary>
    /// <param name="examples">How many examples it had, since the last batch of an epoch may be smaller.</param>
    /// <param name="now">The time on the same clock.</param>
    public void End(int examples, long now)
    {
        // The first step of a trial finds the caches as the other way left them.
        if (turn < 2 * Trial && turn % Trial != 0)
        {
            var time = (double)(now - began) / examples;
            ref var least = ref best[together ? 1 : 0];
            least = turn % Trial == 1 ? time : Math.Min(least, time);
        }

        turn = (turn + 1) % Period;
    }
}
