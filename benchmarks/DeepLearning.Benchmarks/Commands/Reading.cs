using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>Reads numbers as fast as loads can be issued.</summary>
internal static class Reading
{
    /// <summary>Their sum, of four sums apart, so that none waits for another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Sum(ReadOnlySpan<float> numbers)
    {
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(numbers);
        for (var i = 0; i + 3 < vectors.Length; i += 4)
        {
            a += vectors[i];
            b += vectors[i + 1];
            c += vectors[i + 2];
            d += vectors[i + 3];
        }

        return Vector512.Sum(a + b + c + d);
    }
}
