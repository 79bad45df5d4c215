using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// The optimizer's step with gradients that were kept because clipping had to know the norm of all of them first, or to be looked at.
/// </summary>
internal sealed class ClippedUpdate<T>(GradientTiles<T> tiles) : ITeamJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private GradientClipping? clipping;
    private IReadOnlyList<T[]> gradients = [];
    private OptimizerMemory<T>? optimizer;
    private double sumOfSquares;

    public int Items => tiles.Count;

    public void Aim(GradientClipping? how, IReadOnlyList<T[]> kept, OptimizerMemory<T> update, double sum) =>
        (clipping, gradients, optimizer, sumOfSquares) = (how, kept, update, sum);

    public int FirstItem(int member, int members) => tiles.First(member, members);

    public void Run(int item)
    {
        var (_, _, parameter, start, length) = tiles[tiles.Tile(item)];
        var gradient = gradients[parameter].AsSpan(start, length);
        clipping?.Clip(gradient, sumOfSquares);
        optimizer!.Update(parameter, start, gradient);
    }
}
