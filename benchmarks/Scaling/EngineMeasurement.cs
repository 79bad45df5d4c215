using System.Diagnostics;
using DeepLearning.Mpi;
using DeepLearning.Processes;

namespace DeepLearning.Benchmarks.Scaling;

/// <summary>The time in which two processes exchange a message for another, by its size.</summary>
internal static class EngineMeasurement
{
    private const int Tag = 1;
    private static readonly int[] Sizes = [8, 1 << 10, 1 << 14, 1 << 17, 1 << 20, 1 << 22];

    public static string Run(MpiWorld world)
    {
        var group = world.ForTraining(shards: 1024);
        var times = Sizes.Select(size => Exchange(group, size)).ToArray();
        var pairs = Sizes.Zip(times, (size, time) => $"[{size}, {time:R}]");
        return world.IsFirst ? $$"""{"processes": {{world.Size}}, "exchanges": [{{string.Join(", ", pairs)}}]}""" + "\n" : "";
    }

    /// <summary>The median of the time of an exchange between each process and its neighbour.</summary>
    private static double Exchange(ProcessGroup group, int size)
    {
        var (mine, other) = (GC.AllocateArray<byte>(size, pinned: true), GC.AllocateArray<byte>(size, pinned: true));
        var neighbour = group.Rank ^ 1;
        if (neighbour >= group.Size)
        {
            return 0;
        }

        var seconds = new double[size > 1 << 18 ? 200 : 2000];
        for (var i = 0; i < seconds.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var receiving = group.BeginReceive(neighbour, Tag, other);
            var sending = group.BeginSend(neighbour, Tag, mine);
            group.Await(receiving);
            group.Await(sending);
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[seconds.Length / 2];
    }
}
