using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The tiles of a network's gradients, which depend on its shape and on the backend alone, and how threads share them.</summary>
internal sealed class GradientTiles<T>(Network<T> network)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private GradientTile[] tiles = [];
    private long[] workBefore = [0];
    private int together;

    public int Count => tiles.Length;

    /// <summary>The number of elements of the largest tile.</summary>
    public int Largest { get; private set; }

    public GradientTile this[int item] => tiles[item];

    /// <summary>Divides the gradients anew where the backend asks for it.</summary>
    /// <returns>Whether the tiles are new.</returns>
    public bool Divide(MatrixBackend products)
    {
        if (together == products.ColumnsAPart)
        {
            return false;
        }

        together = products.ColumnsAPart;
        tiles = GradientTile.Of(network.Layers, together);
        Largest = tiles.Max(tile => tile.Work);
        workBefore = new long[tiles.Length + 1];
        for (var item = 0; item < tiles.Length; item++)
        {
            workBefore[item + 1] = workBefore[item] + tiles[item].Work;
        }

        return true;
    }

    /// <summary>Which elements of which parameter a tile holds.</summary>
    public (int Parameter, int Start, int Length) Range(int item)
    {
        var tile = tiles[item];
        var units = network.Layers[tile.Layer].Units;
        return tile.IsBias ? ((2 * tile.Layer) + 1, 0, units) : (2 * tile.Layer, tile.First * units, tile.Work);
    }

    /// <summary>Where a member's tiles begin: equal parts of the work, not of the number of tiles.</summary>
    public int First(int member, int members)
    {
        var share = workBefore[^1] * member / members;
        var found = Array.BinarySearch(workBefore, share);
        if (found >= 0)
        {
            return found;
        }

        // Inside a tile: the nearer of its ends.
        var next = ~found;
        return share - workBefore[next - 1] < workBefore[next] - share ? next - 1 : next;
    }
}
