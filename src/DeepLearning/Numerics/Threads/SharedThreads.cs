using System.Runtime.ExceptionServices;

namespace DeepLearning.Numerics;

/// <summary>Runs actions that have nothing to do with each other at the same time, each with its share of the threads.</summary>
internal static class SharedThreads
{
    /// <summary>Runs every action, on up to <paramref name="atOnce"/> threads of which the caller is one.</summary>
    /// <remarks>
    /// Within an action <see cref="Backend.Threads"/> is its share, so that together they use no more than one alone would. After an
    /// exception no action is begun any more, and the first one is thrown again.
    /// </remarks>
    public static void Run(int actions, int atOnce, Action<int> action)
    {
        var members = Math.Min(atOnce, actions);
        if (members == 0)
        {
            return;
        }

        var share = Math.Max(1, Backend.Threads / members);
        var (next, failure) = (-1, (ExceptionDispatchInfo?)null);
        var threads = Enumerable.Range(1, members - 1).Select(_ => new Thread(Work) { IsBackground = true, Name = "DeepLearning trial" })
            .ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        Work();
        foreach (var thread in threads)
        {
            thread.Join();
        }

        failure?.Throw();

        void Work()
        {
            var before = Backend.LimitOfThisThread;
            Backend.LimitOfThisThread = share;
            try
            {
                for (int i; Volatile.Read(ref failure) is null && (i = Interlocked.Increment(ref next)) < actions;)
                {
                    action(i);
                }
            }
#pragma warning disable CA1031 // It is thrown again on the caller's thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
            finally
            {
                Backend.LimitOfThisThread = before;
            }
        }
    }
}
