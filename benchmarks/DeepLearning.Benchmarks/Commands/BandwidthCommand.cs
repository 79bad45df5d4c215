using DeepLearning.Numerics;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>
/// What the caches and the memory of the machine give: arrays of growing size, read again and again, each thread its part. Size, reading,
/// threads, readings/s, GB/s.
/// </summary>
internal static class BandwidthCommand
{
    private static readonly int[] Kilobytes = [32, 512, 4 << 10, 16 << 10, 256 << 10];

    public static int Run()
    {
        foreach (var kilobytes in Kilobytes)
        {
            var numbers = new float[kilobytes << 8];
            numbers.AsSpan().Fill(1);
            foreach (var threads in Output.ThreadCounts)
            {
                var job = new Job(numbers, threads);
                Output.Line(
                    $"{kilobytes} kB", "reading", threads, BestWindow.Rate(_ => WorkerTeam.Shared.Run(job, threads)),
                    sizeof(float) * (double)numbers.Length);
            }
        }

        return 0;
    }

    private sealed class Job(float[] numbers, int threads) : ITeamJob
    {
        private float sink;

        public int Items => threads;

        public void Run(int item)
        {
            var share = numbers.Length / threads;
            sink = Reading.Sum(numbers.AsSpan(item * share, share));
        }
    }
}
