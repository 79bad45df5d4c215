using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// The gradients, tile by tile: kept, or each followed at once by the optimizer's step with it while it is in the cache.
/// </summary>
internal sealed unsafe class GradientPass<T> : ITeamJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Network<T> network;
    private readonly RunningBatch<T> batch;
    private readonly GradientTiles<T> tiles;
    private readonly LayerCache<T>[] caches;
    private readonly Regularizer[] regularizers;
    private readonly T[] ones;
    private double[] squares = [];
    private IReadOnlyList<T[]>? gradients;
    private OptimizerMemory<T>? optimizer;

    public GradientPass(
        Network<T> network, RunningBatch<T> batch, GradientTiles<T> tiles, LayerCache<T>[] caches, Regularizer[] regularizers, int capacity)
    {
        (this.network, this.batch, this.tiles, this.caches, this.regularizers) = (network, batch, tiles, caches, regularizers);
        ones = new T[capacity];
        ones.AsSpan().Fill(T.One);
    }

    /// <summary>What is done to a gradient before the optimizer sees it.</summary>
    public GradientClipping? Clipping { get; set; }

    public int Items => tiles.Count;

    /// <summary>Σ g² over all gradients that were kept, summed tile after tile in one order.</summary>
    public double SumOfSquares => squares.Sum();

    /// <summary>Makes room for new tiles.</summary>
    public void Prepare() => squares = new double[tiles.Count];

    /// <summary>What to do with the gradients: keep them, or give them to an optimizer's next step.</summary>
    public void Aim(IReadOnlyList<T[]>? keep, OptimizerMemory<T>? update) => (gradients, optimizer) = (keep, update);

    public int FirstItem(int member, int members) => tiles.First(member, members);

    public void Reserve(Scratch scratch)
    {
        batch.Products.Reserve<T>(scratch);
        scratch.Reserve<T>(ScratchPurpose.Gradient, tiles.Largest);
    }

    public void Run(int item)
    {
        var tile = tiles.Tile(item);
        var (_, _, parameter, start, length) = tiles[tile];
        if (gradients is not null)
        {
            var kept = gradients[parameter].AsSpan(start, length);
            Compute(tiles[tile], kept);
            squares[tile] = double.CreateChecked(Sums.OfSquares<T>(kept));
            Apply(parameter, start, kept);
            return;
        }

        using var memory = Scratch.Rent<T>(ScratchPurpose.Gradient, tiles.Largest);
        var gradient = new Span<T>(memory.Start, length);
        Compute(tiles[tile], gradient);
        Apply(parameter, start, gradient);
    }

    private void Apply(int parameter, int start, Span<T> gradient)
    {
        if (optimizer is not null)
        {
            Clipping?.Clip(gradient, double.NaN);
            optimizer.Update(parameter, start, gradient);
        }
    }

    private void Compute(GradientTile tile, Span<T> gradient)
    {
        var (examples, cache, layer) = (batch.Examples, caches[tile.Layer], network.Layers[tile.Layer]);
        if (!tile.IsOfWeights)
        {
            layer.UnitGradient(batch.Products, cache.Of(cache.Deltas[tile.Part - 1], examples), ones, gradient, examples);
            return;
        }

        var below = tile.Layer == 0 ? null : caches[tile.Layer - 1];
        var input = below is null ? batch.X : below.Of(below.Output, examples);
        var (first, columns) = (tile.Start / layer.Units, tile.Length / layer.Units);
        layer.WeightGradient(batch.Products, input, cache.Of(cache.Delta, examples), first, columns, gradient, examples);
        regularizers[tile.Layer].AddGradient(
            layer.WeightParameter.Array.AsSpan(tile.Start, tile.Length), T.One / T.CreateChecked(examples), gradient);
    }
}
