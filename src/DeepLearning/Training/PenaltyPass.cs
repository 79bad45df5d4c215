using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>R of the weights of each tile, before any of them moves.</summary>
internal sealed class PenaltyPass<T>(Network<T> network, GradientTiles<T> tiles, Regularizer[] regularizers) : ITeamJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private double[] penalties = [];

    public int Items => tiles.Count;

    /// <summary>Whether any layer is regularized at all.</summary>
    public bool IsNeeded { get; } = regularizers.Any(regularizer => regularizer is not NoRegularizer);

    /// <summary>Σ R, summed tile after tile in one order.</summary>
    public double Sum => penalties.Sum();

    /// <summary>Makes room for new tiles.</summary>
    public void Prepare() => penalties = new double[tiles.Count];

    public int FirstItem(int member, int members) => tiles.First(member, members);

    public void Run(int item)
    {
        var tile = tiles.Tile(item);
        var (layer, _, parameter, start, length) = tiles[tile];
        if (tiles[tile].IsOfWeights)
        {
            penalties[tile] = regularizers[layer].Penalty<T>(network.Parameters[parameter].Array.AsSpan(start, length));
        }
    }
}
