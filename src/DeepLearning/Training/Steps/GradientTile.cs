using System.Numerics;
using System.Runtime.InteropServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// A part of the gradients that one thread computes and applies by itself: some columns of one dW, or a whole db, dγ or dβ; or what
/// belongs to the same columns of dW[1] in ds, of a network that scales its inputs.
/// </summary>
/// <param name="Layer">The index of the layer.</param>
/// <param name="Part">
/// Which parameter of the layer: 0 for the weights, from 1 on those with one number for each unit, -1 for the factors of its inputs.
/// </param>
/// <param name="Parameter">The index of the parameter among all of the network.</param>
/// <param name="Units">n[l], the number of rows; 1 for the factors of the inputs.</param>
/// <param name="First">The first column of the parameter that belongs to the tile.</param>
/// <param name="Columns">How many columns do.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GradientTile(int Layer, int Part, int Parameter, int Units, int First, int Columns)
{
    private const int Least = 2048;
    private const int Most = 32768;
    private const int TilesOfALayer = 32;
    private const int Unit = 8;
    private const int ScalesPart = -1;

    /// <summary>Whether the tile is of dW.</summary>
    public bool IsOfWeights => Part == 0;

    /// <summary>Whether the tile is of ds. It comes after the tile of the weights that its numbers follow from.</summary>
    public bool IsOfInputScales => Part == ScalesPart;

    /// <summary>The first of the parameter's elements that belongs to the tile.</summary>
    public int Start => Units * First;

    /// <summary>The number of elements: the multiplications for one example.</summary>
    public int Length => Units * Columns;

    /// <summary>All tiles of some layers. They depend on the shape alone, so that sums do not depend on the number of threads.</summary>
    /// <param name="network">The network.</param>
    /// <param name="trains">Which of its layers have gradients.</param>
    /// <param name="granularity">How many columns of a product must be computed together for the same bits.</param>
    public static GradientTile[] Of<T>(Network<T> network, bool[] trains, int granularity)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (layers, tiles) = (network.Layers, new List<GradientTile>());
        var parameter = 0;
        for (var l = 0; l < layers.Count; parameter += layers[l].Parameters.Count, l++)
        {
            if (!trains[l])
            {
                continue;
            }

            var (units, inputs) = (layers[l].Units, layers[l].Inputs);

            // Small enough to stay in the cache from the product to the optimizer, large enough for the product to be efficient.
            var size = Math.Clamp((int)((long)units * inputs / TilesOfALayer), Least, Most);
            var width = granularity > 1 ? granularity : Math.Max(1, size / units / Unit) * Unit;
            for (var first = 0; first < inputs; first += Math.Min(width, inputs - first))
            {
                var columns = Math.Min(width, inputs - first);
                tiles.Add(new GradientTile(l, 0, parameter, units, first, columns));
                if (l == 0 && network.InputScales is not null)
                {
                    tiles.Add(new GradientTile(l, ScalesPart, network.Parameters.Count - 1, 1, first, columns));
                }
            }

            for (var part = 1; part < layers[l].Parameters.Count; part++)
            {
                tiles.Add(new GradientTile(l, part, parameter + part, units, 0, 1));
            }
        }

        return [.. tiles];
    }

    /// <summary>
    /// The tile's columns of an array that stands for its parameter: the parameter itself, its gradient, what is remembered of it.
    /// </summary>
    public MatrixSpan<T> Of<T>(T[] array)
        where T : unmanaged, IFloatingPointIeee754<T> => new MatrixBuffer<T>(array, Units).Columns(First, Columns);
}
