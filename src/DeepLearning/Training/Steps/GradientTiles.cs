using System.Numerics;

namespace DeepLearning;

/// <summary>The tiles of a network's gradients, and how so many threads share them.</summary>
/// <remarks>
/// Every member has an equal part of every layer, the same step after step, so that weights and the optimizer's state stay in its cache.
/// An item is a tile's place in that order; what is summed over tiles is summed in the order of the tiles.
/// </remarks>
internal sealed class GradientTiles
{
    private readonly GradientTile[] tiles;
    private readonly int[] order;
    private readonly int[] firsts;

    private GradientTiles(GradientTile[] tiles, int[] owners, int parameters, int members)
    {
        this.tiles = tiles;
        Largest = tiles.Length == 0 ? 0 : tiles.Max(tile => tile.Length);
        WithoutGradient = [.. Enumerable.Range(0, parameters).Except(tiles.Select(tile => tile.Parameter))];
        LowestLayer = tiles.Length == 0 ? int.MaxValue : tiles[0].Layer;
        order = [.. Enumerable.Range(0, tiles.Length).OrderBy(tile => owners[tile])];
        firsts = [.. Enumerable.Range(0, members + 1).Select(member => owners.Count(owner => owner < member))];
    }

    /// <summary>The number of tiles.</summary>
    public int Count => tiles.Length;

    /// <summary>The number of elements of the largest tile.</summary>
    public int Largest { get; }

    /// <summary>The index of the lowest layer that has gradients: the backward pass ends there. Above all where none has.</summary>
    public int LowestLayer { get; }

    /// <summary>The indices of the parameters that have no gradients.</summary>
    public int[] WithoutGradient { get; }

    /// <summary>The tile of a number.</summary>
    public ref readonly GradientTile this[int number] => ref tiles[number];

    /// <summary>Divides the gradients of some layers and shares them among so many threads.</summary>
    /// <param name="network">The network.</param>
    /// <param name="trains">Which of its layers have gradients.</param>
    /// <param name="granularity">How many columns of a product must be computed together for the same bits.</param>
    /// <param name="members">How many threads there are.</param>
    public static GradientTiles Of<T>(Network<T> network, bool[] trains, int granularity, int members)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parts = GradientTile.Of(network, trains, granularity);
        var owners = new int[parts.Length];
        for (int tile = 0, layer = -1, before = 0; tile < parts.Length; tile++)
        {
            if (parts[tile].IsOfInputScales)
            {
                owners[tile] = owners[tile - 1];
                continue;
            }

            before = parts[tile].Layer == layer ? before : 0;
            layer = parts[tile].Layer;

            // The member in whose part of the layer the middle of the tile lies.
            owners[tile] = (int)((before + (parts[tile].Length / 2L)) * members / network.Layers[layer].ParameterCount);
            before += parts[tile].Length;
        }

        return new(parts, owners, network.Parameters.Count, members);
    }

    /// <summary>Some of the tiles, shared among so many threads.</summary>
    /// <param name="first">The number of the first of them.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="members">How many threads there are.</param>
    public GradientTiles Part(int first, int count, int members)
    {
        var part = tiles[first..(first + count)];
        var whole = part.Sum(tile => (long)tile.Length);
        var owners = new int[count];
        var before = 0L;
        for (var tile = 0; tile < count; tile++)
        {
            owners[tile] = part[tile].IsOfInputScales ? owners[tile - 1] : (int)((before + (part[tile].Length / 2)) * members / whole);
            before += part[tile].Length;
        }

        return new(part, owners, parameters: 0, members);
    }

    /// <summary>The number of the tile that is an item of a job.</summary>
    public int Number(int item) => order[item];

    /// <summary>Where a member's items begin.</summary>
    public int First(int member, int members) =>
        members < firsts.Length ? firsts[member * (firsts.Length - 1) / members] : (int)((long)Count * member / members);
}
