using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Brings the weights of every unit back to its layer's constraint, after they have moved.</summary>
internal sealed class ConstraintPass<T> : ITeamJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int UnitsOfAnItem = 64;
    private readonly List<(DenseLayer<T> Layer, int First)> items = [];

    public ConstraintPass(Network<T> network)
    {
        foreach (var layer in network.Layers.Where(layer => layer.Definition.Constraint is not null))
        {
            for (var first = 0; first < layer.Units; first += UnitsOfAnItem)
            {
                items.Add((layer, first));
            }
        }
    }

    public int Items => items.Count;

    public void Run(int item)
    {
        var (layer, first) = items[item];
        if (!layer.IsTrainable)
        {
            return;
        }

        layer.Definition.Constraint!.Apply<T>(
            layer.WeightParameter.Array, layer.Units, first, Math.Min(UnitsOfAnItem, layer.Units - first));
    }
}
