using System.Numerics;
using DeepLearning.Processes;

namespace DeepLearning;

/// <summary>Gradients that are computed together, and summed over the processes while the next ones are computed.</summary>
/// <param name="Tiles">The tiles to compute; null where they are computed with others before.</param>
/// <param name="Reduction">The sum.</param>
internal sealed record GradientBucket<T>(GradientTiles? Tiles, TreeReduction<T> Reduction)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Least = 1 << 15;
    private const int Most = 1 << 20;
    private const int Usual = 8;

    /// <summary>
    /// Divides the gradients into buckets: a few, so that most of what is sent is sent beside computing, but none so small that it is all
    /// waiting.
    /// </summary>
    /// <param name="tiles">All tiles.</param>
    /// <param name="members">How many threads compute them.</param>
    /// <param name="offsets">Where each parameter begins among all gradients; one more at the end.</param>
    /// <param name="reduction">The sum of some gradients, by the first of them, their number, and the number of the bucket.</param>
    public static GradientBucket<T>[] Of(
        GradientTiles tiles, int members, int[] offsets, Func<int, int, int, TreeReduction<T>> reduction)
    {
        var buckets = new List<GradientBucket<T>>();
        var size = Math.Clamp(offsets[^1] / Usual, Least, Most);
        for (var first = 0; first < tiles.Count;)
        {
            var start = offsets[tiles[first].Parameter] + tiles[first].Start;
            var (end, next) = (start, first);
            while (next < tiles.Count && (tiles[next].IsOfInputScales || Start(next) == end) && (end - start < size || IsScales(next)))
            {
                end += tiles[next].IsOfInputScales ? 0 : tiles[next].Length;
                next++;
            }

            buckets.Add(new(tiles.Part(first, next - first, members), reduction(start, end - start, buckets.Count)));
            first = next;
        }

        // The gradients of the factors of the inputs, at the very end, were computed with those of the first layer.
        if (Enumerable.Range(0, tiles.Count).Any(IsScales))
        {
            buckets.Add(new(null, reduction(offsets[^2], offsets[^1] - offsets[^2], buckets.Count)));
        }

        return [.. buckets];

        int Start(int number) => offsets[tiles[number].Parameter] + tiles[number].Start;
        bool IsScales(int number) => tiles[number].IsOfInputScales;
    }
}
