using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepLearning;

/// <summary>
/// A part of the gradients that one thread computes and applies by itself: some columns of one dW, or a whole db, dγ or dβ.
/// </summary>
/// <param name="Layer">The index of the layer.</param>
/// <param name="Part">Which parameter of the layer: 0 for the weights, from 1 on those with one number for each unit.</param>
/// <param name="Parameter">The index of the parameter among all of the network.</param>
/// <param name="Start">The first of its elements that belongs to the tile.</param>
/// <param name="Length">The number of elements of the tile: the multiplications for one example.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GradientTile(int Layer, int Part, int Parameter, int Start, int Length)
{
    private const int Least = 2048;
    private const int Most = 32768;
    private const int TilesOfALayer = 32;
    private const int Unit = 8;

    /// <summary>Whether the tile is of dW.</summary>
    public bool IsOfWeights => Part == 0;

    /// <summary>All tiles of a network. They depend on its shape alone, so that sums do not depend on the number of threads.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="together">How many columns of a product must be computed together for the same bits.</param>
    public static GradientTile[] Of<T>(IReadOnlyList<DenseLayer<T>> layers, int together)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tiles = new List<GradientTile>();
        var parameter = 0;
        for (var l = 0; l < layers.Count; l++)
        {
            var (units, inputs) = (layers[l].Units, layers[l].Inputs);

            // Small enough to stay in the cache from the product to the optimizer, large enough for the product to be efficient.
            var size = Math.Clamp((int)((long)units * inputs / TilesOfALayer), Least, Most);
            var width = together > 1 ? together : Math.Max(1, size / units / Unit) * Unit;
            for (var first = 0; first < inputs; first += Math.Min(width, inputs - first))
            {
                var columns = Math.Min(width, inputs - first);
                tiles.Add(new GradientTile(l, 0, parameter, first * units, units * columns));
            }

            for (var part = 1; part < layers[l].Parameters.Count; part++)
            {
                tiles.Add(new GradientTile(l, part, parameter + part, 0, units));
            }

            parameter += layers[l].Parameters.Count;
        }

        return [.. tiles];
    }
}
