using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DeepLearning.Numerics;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>What the processor's multipliers can do: independent fused multiply-adds in registers, nothing from memory.</summary>
internal static class PeakCommand
{
    private const int Rounds = 65536;
    private const int Accumulators = 12;

    public static int Run()
    {
        foreach (var threads in Output.ThreadCounts)
        {
            Output.Line("peak", "float", threads, Rate(threads), FlopsOfARound(threads));
        }

        return 0;
    }

    /// <summary>GFLOP/s of the machine, for the line beside a workload.</summary>
    public static double GigaFlops(int threads) => Rate(threads) * FlopsOfARound(threads) / 1e9;

    private static double FlopsOfARound(int threads) => 2.0 * Accumulators * Rounds * Math.Max(1, SimdBackend.Best.Bits / 32) * threads;

    private static double Rate(int threads)
    {
        var job = new Job(threads);
        return BestWindow.Rate(_ => WorkerTeam.Shared.Run(job, threads));
    }

    private sealed class Job(int threads) : ITeamJob
    {
        private float sink;

        public int Items => threads;

        public void Run(int item)
        {
            sink = SimdBackend.Best.Bits switch
            {
                512 => Multiply<Simd512<float>, Vector512<float>>().ToScalar(),
                256 => Multiply<Simd256<float>, Vector256<float>>().ToScalar(),
                128 => Multiply<Simd128<float>, Vector128<float>>().ToScalar(),
                _ => Multiply<SimdScalar<float>, float>(),
            };
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private TVector Multiply<TSimd, TVector>()
            where TSimd : ISimd<TVector, float>
            where TVector : unmanaged
        {
            var factor = TSimd.Broadcast(0.5f + (sink * 1e-30f));
            var (s0, s1, s2, s3, s4, s5) = (factor, factor, factor, factor, factor, factor);
            var (s6, s7, s8, s9, s10, s11) = (factor, factor, factor, factor, factor, factor);
            for (var round = 0; round < Rounds; round++)
            {
                s0 = TSimd.MultiplyAdd(s0, factor, factor);
                s1 = TSimd.MultiplyAdd(s1, factor, factor);
                s2 = TSimd.MultiplyAdd(s2, factor, factor);
                s3 = TSimd.MultiplyAdd(s3, factor, factor);
                s4 = TSimd.MultiplyAdd(s4, factor, factor);
                s5 = TSimd.MultiplyAdd(s5, factor, factor);
                s6 = TSimd.MultiplyAdd(s6, factor, factor);
                s7 = TSimd.MultiplyAdd(s7, factor, factor);
                s8 = TSimd.MultiplyAdd(s8, factor, factor);
                s9 = TSimd.MultiplyAdd(s9, factor, factor);
                s10 = TSimd.MultiplyAdd(s10, factor, factor);
                s11 = TSimd.MultiplyAdd(s11, factor, factor);
            }

            s0 = TSimd.MultiplyAdd(s0, s1, TSimd.MultiplyAdd(s2, s3, TSimd.Multiply(s4, s5)));
            return TSimd.MultiplyAdd(s0, s6, TSimd.MultiplyAdd(s7, s8, TSimd.MultiplyAdd(s9, s10, s11)));
        }
    }
}
