using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The tiles of a network's gradients, which depend on its shape and on the backend alone, and how threads share them.</summary>
/// <remarks>
/// Every member has an equal part of every layer, the same step after step, so that weights and the optimizer's state stay in
/// its cache. An item is a tile's place in that order; what is summed over tiles is summed in the order of the tiles.
/// </remarks>
internal sealed class GradientTiles<T>(Network<T> network)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private GradientTile[] tiles = [];
    private Sharing?[] sharings = [];
    private Sharing sharing = new([], [0]);
    private int together;

    public int Count => tiles.Length;

    /// <summary>The number of elements of the largest tile.</summary>
    public int Largest { get; private set; }

    public GradientTile this[int tile] => tiles[tile];

    /// <summary>Divides the gradients anew where the backend asks for it, and shares them among so many threads.</summary>
    /// <returns>Whether the tiles are new.</returns>
    public bool Divide(MatrixBackend products, int members)
    {
        var isNew = together != products.ColumnGranularity;
        if (isNew)
        {
            together = products.ColumnGranularity;
            tiles = GradientTile.Of(network.Layers, together);
            Largest = tiles.Max(tile => tile.Length);
            sharings = [];
        }

        if (sharings.Length <= members)
        {
            Array.Resize(ref sharings, members + 1);
        }

        sharing = sharings[members] ??= Share(members);
        return isNew;
    }

    /// <summary>The tile that is an item of a job.</summary>
    public int Tile(int item) => sharing.Order[item];

    /// <summary>Where a member's items begin.</summary>
    public int First(int member, int members) =>
        members < sharing.Firsts.Length ? sharing.Firsts[member * (sharing.Firsts.Length - 1) / members] : (int)((long)Count * member / members);

    private Sharing Share(int members)
    {
        var owners = new int[tiles.Length];
        for (int tile = 0, layer = -1, before = 0; tile < tiles.Length; tile++)
        {
            before = tiles[tile].Layer == layer ? before : 0;
            layer = tiles[tile].Layer;

            // The member in whose part of the layer the middle of the tile lies.
            owners[tile] = (int)((before + (tiles[tile].Length / 2L)) * members / network.Layers[layer].ParameterCount);
            before += tiles[tile].Length;
        }

        return new(
            [.. Enumerable.Range(0, tiles.Length).OrderBy(tile => owners[tile])],
            [.. Enumerable.Range(0, members + 1).Select(member => owners.Count(owner => owner < member))]);
    }

    /// <summary>The tiles in the order of their members, and where each member's begin.</summary>
    private sealed record Sharing(int[] Order, int[] Firsts);
}
