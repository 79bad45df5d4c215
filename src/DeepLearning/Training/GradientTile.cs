using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepLearning;

/// <summary>
/// A part of the gradients that one thread computes and applies by itself: some columns of one dW, or a whole db.
/// </summary>
/// <param name="Layer">The index of the layer.</param>
/// <param name="First">The first input whose column belongs to the tile.</param>
/// <param name="Columns">The number of columns; 0 for a tile that is db.</param>
/// <param name="Work">The number of its elements: the multiplications for one example.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GradientTile(int Layer, int First, int Columns, int Work)
{
    private const int Least = 2048;
    private const int Most = 32768;
    private const int TilesOfALayer = 32;
    private const int Unit = 8;

    /// <summary>Whether the tile is db.</summary>
    public bool IsBias => Columns == 0;

    /// <summary>All tiles of a network. They depend on its shape alone, so that sums do not depend on the number of threads.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="together">How many columns of a product must be computed together for the same bits.</param>
    public static GradientTile[] Of<T>(IReadOnlyList<DenseLayer<T>> layers, int together)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tiles = new List<GradientTile>();
        for (var l = 0; l < layers.Count; l++)
        {
            var (units, inputs) = (layers[l].Units, layers[l].Inputs);

            // Small enough to stay in the cache from the product to the optimizer, large enough for the product to be efficient.
            var size = Math.Clamp((int)((long)units * inputs / TilesOfALayer), Least, Most);
            var width = together > 1 ? together : Math.Max(1, size / units / Unit) * Unit;
            for (var first = 0; first < inputs; first += Math.Min(width, inputs - first))
            {
                var columns = Math.Min(width, inputs - first);
                tiles.Add(new GradientTile(l, first, columns, units * columns));
            }

            tiles.Add(new GradientTile(l, 0, 0, units));
        }

        return [.. tiles];
    }
}
