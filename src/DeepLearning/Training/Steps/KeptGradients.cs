using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Keeps the gradients.</summary>
/// <param name="places">Where those of each parameter are put, in the order of the network's parameters.</param>
internal sealed class KeptGradients<T>(ArraySegment<T>[] places) : GradientSink<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private double[] squares = [];

    /// <summary>dW[1], db[1], dW[2], db[2], …, in the order of the network's parameters.</summary>
    public IReadOnlyList<ArraySegment<T>> Values => places;

    /// <summary>Σ g² over all gradients, summed tile after tile in one order.</summary>
    public double SumOfSquares => squares.Sum();

    public override void Begin(GradientTiles tiles)
    {
        if (squares.Length != tiles.Count)
        {
            squares = new double[tiles.Count];
        }

        foreach (var parameter in tiles.WithoutGradient)
        {
            places[parameter].AsSpan().Clear();
        }
    }

    public override void Take(in TrainingStep<T> step, int number, GradientPass<T> gradients)
    {
        gradients.Compute(step, step.Tiles[number], Tile(step.Tiles, number));
        Square(step.Tiles, number);
    }

    /// <summary>Sums the squares of a tile, as of gradients that somebody else has changed.</summary>
    public void Square(GradientTiles tiles, int number) =>
        squares[number] = double.CreateChecked(Sums.OfSquares<T>(Tile(tiles, number).AsSpan()));

    /// <summary>The part of the gradients that is a tile.</summary>
    public MatrixSpan<T> Tile(GradientTiles tiles, int number)
    {
        ref readonly var tile = ref tiles[number];
        return new(places[tile.Parameter].AsSpan(tile.Start, tile.Length), tile.Units, tile.Columns);
    }
}
