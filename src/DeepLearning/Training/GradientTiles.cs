using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The tiles of a network's gradients, and which of them a member of a team works on.</summary>
internal sealed class GradientTiles(GradientTile[] tiles)
{
    private readonly long[] before = Sums(tiles);

    public int Count => tiles.Length;

    public GradientTile this[int index] => tiles[index];

    /// <summary>Neighbouring tiles that make about one member's part of the work: the same tiles, on the same caches, step after step.</summary>
    public (int From, int To) Share(TeamMember member) => (Begin(member.Index, member.Count), Begin(member.Index + 1, member.Count));

    private static long[] Sums(GradientTile[] tiles)
    {
        var sums = new long[tiles.Length + 1];
        for (var index = 0; index < tiles.Length; index++)
        {
            sums[index + 1] = sums[index] + tiles[index].Work;
        }

        return sums;
    }

    private int Begin(int member, int members)
    {
        var share = before[^1] * member / members;
        var found = Array.BinarySearch(before, share);
        if (found >= 0)
        {
            return found;
        }

        // Between two tiles: the nearer beginning.
        var next = ~found;
        return next > 0 && share - before[next - 1] < before[next] - share ? next - 1 : next;
    }
}
